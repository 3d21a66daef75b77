// JSON that is looked over before it is parsed: a few megabytes may become gigabytes of lists, or lists in lists for ever.
import { ANSWER, type Limits } from './limits.ts';

/** The fault of JSON that is not parsed; its message ends the sentence "it answers with more than …". */
export class JsonTooMuch extends Error {}

/** A value, and how many there are in it. */
export interface Weighed {
  readonly value: unknown;
  readonly values: number;
}

/**
 * Parses it, within bounds.
 *
 * Throws {@link JsonTooMuch} beyond them, and `SyntaxError` as `JSON.parse` does.
 */
export function parseBounded(text: string, limits: Pick<Limits, 'values' | 'depth'> = ANSWER): Weighed {
  const values = weigh(text, limits);
  return { value: JSON.parse(text), values };
}

/** Refuses JSON that is beyond the bounds, without parsing it. Throws {@link JsonTooMuch}. */
export function assertBounded(text: string, limits: Pick<Limits, 'values' | 'depth'> = ANSWER): void {
  weigh(text, limits);
}

/** How many values something has that is kept as JSON would have it. */
export function valuesOf(kept: unknown): number {
  return weigh(JSON.stringify(kept) ?? '', { values: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY });
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** How many values there are, by its brackets and commas alone: what is no JSON is the parser's to refuse. */
function weigh(text: string, limits: Pick<Limits, 'values' | 'depth'>): number {
  let values = 1;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index);
        break;
      case COMMA:
        values += 1;
        if (values > limits.values) throw new JsonTooMuch(`${limits.values} values`);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        values += 1;
        depth += 1;
        if (depth > limits.depth) throw new JsonTooMuch(`${limits.depth} levels of lists in lists`);
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth -= 1;
        break;
    }
  }
  return values;
}

/** The place of its closing quote: the next one that an even number of backslashes stands before. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
