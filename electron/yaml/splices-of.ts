// The splices that make of a YAML's text what its nodes have become: each line that no change is about stays as it was written.
// They are a proposal: whoever takes them reads the text again. Pure.
import { isPair, isScalar, type Pair, Scalar } from 'yaml';
import { blockSplices } from './block-splices.ts';
import { flowSplices } from './flow-splices.ts';
import { changedItems, type Held, type HeldItem } from './held.ts';
import { afterColon, type Collection, isListOrMap, isPlainlyWritten } from './places.ts';
import { blockValue, flowItems } from './print-node.ts';
import { lineEndOf, lineStart, type Splice } from './splice.ts';

/** Undefined where no splices say it. */
export function splicesOf(source: string, held: Held, root: unknown): readonly Splice[] | undefined {
  const splices: Splice[] = [];
  if (!isListOrMap(root) || !collect(source, held, root, splices)) return undefined;
  const lineEnd = lineEndOf(source);
  return splices.map((one) => ({ ...one, text: one.text.replaceAll('\n', lineEnd) }));
}

/** Whether all that changed in a collection could be said. */
function collect(source: string, held: Held, collection: Collection, into: Splice[]): boolean {
  const before = held.get(collection);
  if (before === undefined) return false;
  const change = changedItems(before, collection.items);
  if (change === undefined) return false;
  const splices =
    collection.flow === true ? flowSplices(source, collection, before, change) : blockSplices(source, before, change);
  if (splices === undefined) return false;
  into.push(...splices);
  const removed = new Set(change.removed);
  return before.every((one, place) => {
    if (removed.has(place)) return true;
    if (isPair(one.item) && one.item.value !== one.value) {
      const replaced = replacement(source, collection, one.item, one);
      if (replaced !== undefined) into.push(replaced);
      return replaced !== undefined;
    }
    return !isListOrMap(one.value) || collect(source, held, one.value, into);
  });
}

/** Another value for a key that stays. */
function replacement(source: string, { flow }: Collection, pair: Pair, former: HeldItem): Splice | undefined {
  const colon = afterColon(source, pair);
  if (colon === undefined) return undefined;
  const indent = ' '.repeat(former.start - lineStart(source, former.start));
  const value = quotedAs(former.value, pair.value);
  const text = flow === true ? ` ${flowItems([value])}` : blockValue(value, indent);
  const [start, end] = former.span ?? [colon, colon];
  if (start === end) return { start: colon, ...withComment(source, colon, text) };
  if (isPlainlyWritten(former.value) && !text.includes('\n')) return { start, end, text: text.trimStart() };
  return { start: colon, ...withComment(source, end, text) };
}

/** Text that has no quotes of its own gets those of what it takes the place of. */
function quotedAs(former: unknown, value: unknown): unknown {
  const { type } = isScalar(former) ? former : {};
  if (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE') return value;
  if (!isScalar(value) || typeof value.value !== 'string' || value.type !== undefined) return value;
  const quoted = new Scalar(value.value);
  quoted.type = type;
  return quoted;
}

/** A comment that is behind `end` stays behind the first line. */
function withComment(source: string, end: number, text: string): Pick<Splice, 'end' | 'text'> {
  if (!text.includes('\n')) return { end, text };
  const [comment = ''] = /^[ \t]+#[^\r\n]*/.exec(source.slice(end)) ?? [];
  return { end: end + comment.length, text: text.replace('\n', () => `${comment}\n`) };
}
