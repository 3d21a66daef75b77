// The pages of a log's past, read one after the other: backward from a moment, or forward. Pure but for who is asked.
import type { LogLine } from './model/log-line.ts';
import type { LogPage, LogPastRequest } from './model/log-past.ts';

/** Loki takes no range that is longer than 30 days and an hour. */
const LONGEST_MS = 30 * 86_400_000;

/** So many pages are read at once where all that they have is known already. */
const MOST_PAGES = 8;

/** Who is asked for a page. */
export type ReadPage = (range: Pick<LogPastRequest, 'from' | 'until' | 'direction'>) => Promise<LogPage>;

/** Takes lines in, and says how many of them are news. */
export type TakeLines = (lines: readonly LogLine[]) => number;

/** Reads on while each round brings something, until there are `most`; `count` says how many there are. */
export async function readWhileNew(
  round: () => Promise<{ readonly hasMore: boolean }>,
  count: () => number,
  most: number,
): Promise<void> {
  for (let before = -1; count() > before && count() < most; ) {
    before = count();
    if (!(await round()).hasMore) return;
  }
}

/**
 * Reads backward from `until` (left out) as far as something is news, but not before `floor`. Gives the moment up to which is to be
 * read next; undefined where there is no more. Throws what `read` does.
 *
 * A page ends within a moment: the next one has all of that moment again, so that nothing of it is left out. Each page is asked
 * for up to an earlier moment than the one before it, whatever comes: what was not asked for is left out.
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
    const page = await read({ from, until: end, direction: 'backward' });
    const lines = within(page.lines, from, end);
    const news = take(lines);
    const oldest = lines[0]?.at;
    if (!page.hasMore || oldest === undefined) return undefined;
    // A page that is one moment alone leads no further.
    end = Math.min(oldest + 1, end - 1);
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
    const end = Math.min(until, begin + LONGEST_MS);
    const page = await read({ from: begin, until: end, direction: 'forward' });
    const lines = within(page.lines, begin, end);
    const news = take(lines);
    const newest = lines.at(-1)?.at;
    if (!page.hasMore || newest === undefined) {
      if (end >= until) return { from: newest ?? begin, hasMore: false };
      // More than one range is as long as Loki takes.
      begin = end;
    } else begin = newest > begin ? newest : begin + 1;
    if (news > 0) break;
  }
  return { from: begin, hasMore: begin < until };
}

/** What was asked for: a service may answer with anything. */
function within(lines: readonly LogLine[], from: number, until: number): readonly LogLine[] {
  return lines.filter(({ at }) => at !== undefined && at >= from && at < until);
}
