// The place of a moment in what is shown of a log. Pure.
import type { LogStore } from './log-store.ts';

/** Of the first line that is not before it, else of the last one; undefined without a moment or a line. `at` in ms since the epoch. */
export function placeAt(
  { entries, dropped }: Pick<LogStore, 'entries' | 'dropped'>,
  shown: readonly number[],
  at: number | undefined,
): number | undefined {
  if (at === undefined || shown.length === 0) return undefined;
  const place = shown.findIndex((number) => {
    const entry = entries[number - dropped];
    return entry?.kind === 'line' && (entry.line.at ?? 0) >= at;
  });
  return place < 0 ? shown.length - 1 : place;
}
