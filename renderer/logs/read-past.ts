// The pages of a log's past, read one after the other: backward from a moment, or forward. Pure but for who is asked.
import type { LogLine } from '../../shared/model/log-line.ts';
import type { LogPage, LogPastRequest } from '../../shared/model/log-past.ts';

/** Loki takes no range that is longer than 30 days and an hour. */
const LONGEST_MS = 30 * 86_400_000;

/** So many pages are read at once where all that they have is known already. */
const MOST_PAGES = 8;

/** Who is asked for a page. */
export type ReadPage = (range: Pick<LogPastRequest, 'from' | 'until' | 'direction'>) => Promise<LogPage>;

/** Takes lines in, and says how many of them are news. */
export type TakeLines = (lines: readonly LogLine[]) => number;

/**
 * Reads backward from `until` (left out) as far as something is news, but not before `floor`. Gives the moment up to which is to be
 * read next; undefined where there is no more. Throws what `read` does.
 *
 * A page ends within a moment: the next one has all of that moment again, so that nothing of it is left out.
 */
export async function readEarlier(
  read: ReadPage,
  take: TakeLines,
  until: number,
  floor = 0,
): Promise<number | undefined> {
  let end = until;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const from = Math.max(0, floor, end - LONGEST_MS);
    if (end <= from) return undefined;
    const { lines, hasMore } = await read({ from, until: end, direction: 'backward' });
    const news = take(lines);
    const oldest = lines[0]?.at;
    if (!hasMore || oldest === undefined) return undefined;
    // A page that is one moment alone leads no further.
    end = oldest + 1 < end ? oldest + 1 : oldest;
    if (news > 0) break;
  }
  return end;
}

/** Reads forward from `from` to `until` as far as something is news; gives where it goes on, and whether there is more. */
export async function readLater(
  read: ReadPage,
  take: TakeLines,
  from: number,
  until: number,
): Promise<{ readonly from: number; readonly hasMore: boolean }> {
  let begin = from;
  for (let pages = 0; pages < MOST_PAGES && begin < until; pages++) {
    const { lines, hasMore } = await read({
      from: begin,
      until: Math.min(until, begin + LONGEST_MS),
      direction: 'forward',
    });
    const news = take(lines);
    const newest = lines.at(-1)?.at;
    if (!hasMore || newest === undefined) return { from: newest ?? begin, hasMore: false };
    begin = newest > begin ? newest : begin + 1;
    if (news > 0) break;
  }
  return { from: begin, hasMore: true };
}
