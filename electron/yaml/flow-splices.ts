// Items that go from and come to a list or map in brackets. Pure.
import type { ChangedItems, HeldItem } from './held.ts';
import type { Collection } from './places.ts';
import { flowItems } from './print-node.ts';
import { leadOf, lineStart, type Splice } from './splice.ts';

/** Undefined where it is not known where its brackets are. */
export function flowSplices(
  source: string,
  { range }: Collection,
  before: readonly HeldItem[],
  { removed, added }: ChangedItems,
): readonly Splice[] | undefined {
  const open = range?.[0];
  if (open === undefined) return undefined;
  const [first] = before;
  const gone = removed.flatMap((place) => removal(before, place));
  const come = added.map(({ after, items }): Splice => {
    const text = flowItems(items);
    if (first === undefined) return { start: open + 1, end: open + 1, text };
    const lead = leadOf(source, first.start);
    // One a line, where they are so.
    const gap = lead.trim() === '' && lineStart(source, first.start) > open ? `\n${lead}` : ' ';
    const above = before[after];
    return above === undefined
      ? { start: first.start, end: first.start, text: `${text},${gap}` }
      : { start: above.end, end: above.end, text: `,${gap}${text}` };
  });
  return [...gone, ...come];
}

/** With the comma that it does not need any more. */
function removal(before: readonly HeldItem[], place: number): readonly Splice[] {
  const [last, here, next] = [before[place - 1], before[place], before[place + 1]];
  if (here === undefined) return [];
  if (next !== undefined) return [{ start: here.start, end: next.start, text: '' }];
  return [{ start: last?.end ?? here.start, end: here.end, text: '' }];
}
