// Takes an alerting rule's expression apart: the quantity that it watches over, and the threshold. Pure.
import type { AlertThreshold } from '../../shared/model/alert-threshold.ts';

/** What an expression compares; it fires where `query comparison threshold` holds. */
export type Comparison = Pick<AlertThreshold, 'query' | 'comparison' | 'threshold' | 'unit'>;

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const COMPARED = new RegExp(String.raw`^(.*\S)\s*(>=|<=|>|<)\s*(${NUMBER})(?:\s*\*\s*(${NUMBER}))?\s*$`, 's');

/**
 * Of `quantity > number`, and of that with `and …` or `unless …` behind it. Undefined for any other expression: what is
 * not plain is not guessed.
 */
export function comparisonIn(expression: string): Comparison | undefined {
  const flat = flattened(expression);
  if (flat === undefined || /\bor\b/i.test(flat)) return undefined;
  const [main = ''] = flat.split(/\b(?:and|unless)\b/i, 1);
  const [, left = '', comparison, number, times = '1'] = COMPARED.exec(main) ?? [];
  const isPlain = comparison === '>' || comparison === '>=' || comparison === '<' || comparison === '<=';
  // A chain of comparisons has no one threshold.
  if (!isPlain || /[<>=]/.test(left)) return undefined;
  const query = expression.slice(0, left.length).trim();
  const threshold = Number(number) * Number(times);
  return Number.isFinite(threshold) ? { query, comparison, threshold, unit: unitOf(query) } : undefined;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);
const QUOTES = new Set(['"', "'", '`']);

/** As long as the text, with dots for what stands in brackets and quotes; undefined where these do not match, or it has comments. */
function flattened(text: string): string | undefined {
  let flat = '';
  let depth = 0;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const isIn = depth > 0 || quote !== undefined;
    if (quote !== undefined) {
      if (char === '\\' && quote !== '`') {
        at++;
        flat += '.';
      } else if (char === quote) quote = undefined;
    } else if (QUOTES.has(char)) quote = char;
    else if (OPENING.has(char)) depth++;
    else if (CLOSING.has(char)) depth--;
    else if (char === '#') return undefined;
    if (depth < 0) return undefined;
    flat += isIn || OPENING.has(char) || QUOTES.has(char) ? '.' : char;
  }
  return depth === 0 && quote === undefined ? flat : undefined;
}

/** Recorded series end with what they count: `odin:gpu_temperature:celsius`; a quotient of two of a kind is a ratio. */
function unitOf(query: string): Comparison['unit'] {
  if (/^[\w:]+:(\w+) \/ [\w:]+:\1$/.test(query)) return 'ratio';
  const [, unit] = /^[\w:]+:(ratio|celsius|bytes|watts)$/.exec(query) ?? [];
  return unit === 'ratio' || unit === 'celsius' || unit === 'bytes' || unit === 'watts' ? unit : 'number';
}
