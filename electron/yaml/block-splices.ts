// Items that go from and come to a list or map in blocks, each on lines of its own. Pure.
import type { ChangedItems, HeldItem } from './held.ts';
import { blockItems } from './print-node.ts';
import { aboveLine, afterLine, leadOf, lineStart, type Splice } from './splice.ts';

/** Undefined where lines alone do not say it. */
export function blockSplices(
  source: string,
  before: readonly HeldItem[],
  { removed, added }: ChangedItems,
): readonly Splice[] | undefined {
  if (removed.length === 0 && added.length === 0) return [];
  // None of them would be left to say how far in they are.
  if (removed.length === before.length) return undefined;
  const gone = removed.map((place) => removal(source, before, place));
  const come = added.map(({ after, items }) => addition(source, before, after, items));
  const splices = [...gone, ...come];
  return splices.every((splice) => splice !== undefined) ? splices : undefined;
}

function removal(source: string, before: readonly HeldItem[], place: number): Splice | undefined {
  const [here, next] = [before[place], before[place + 1]];
  if (here === undefined) return undefined;
  const end = afterLine(source, here.end);
  if (leadOf(source, here.start).trim() === '') {
    // What is said above the first may be about all of them.
    const start = place === 0 ? lineStart(source, here.start) : aboveLine(source, here.start);
    return { start, end, text: '' };
  }
  // It is behind a dash: the next one comes in its place, if nothing is between.
  if (next === undefined || source.slice(end, next.start).trim() !== '') return undefined;
  return { start: here.start, end: next.start, text: '' };
}

function addition(
  source: string,
  before: readonly HeldItem[],
  after: number,
  items: readonly unknown[],
): Splice | undefined {
  const [first] = before;
  if (first === undefined) return undefined;
  const indent = ' '.repeat(first.start - lineStart(source, first.start));
  const lines = blockItems(items, indent);
  const above = before[after];
  if (above === undefined) {
    if (leadOf(source, first.start).trim() !== '') return undefined;
    const start = lineStart(source, first.start);
    return { start, end: start, text: `${lines}\n` };
  }
  const start = afterLine(source, above.end);
  const isInLine = start > 0 && source[start - 1] !== '\n';
  return { start, end: start, text: isInLine ? `\n${lines}` : `${lines}\n` };
}
