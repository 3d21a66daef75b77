// The pages of a log's past, read one after the other: backward from a moment, or forward. Pure but for who is asked.
import type { LogLine } from './model/log-line.ts';
import type { LogPage, LogPastRequest } from './model/log-past.ts';

/** Loki takes no range that is longer than 30 days and an hour. */
const LONGEST_MS = 30 * 86_400_000;

/** So many pages are read at once where all that they have is known already. */
const MOST_PAGES = 8;

/** So many ranges without a line are asked for, one after the other, until what is further back counts as gone: more than a year. */
const MOST_EMPTY = 13;

/** The same in days. */
export const EMPTY_DAYS = (MOST_EMPTY * LONGEST_MS) / 86_400_000;

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

/** Where reading backward goes on: before `until`. */
export interface EarlierPlace {
  readonly until: number;
  /** Absent while there may be more. `floor`: all is read; `empty`: `EMPTY_DAYS` days before it have no line, and what is further back was not asked for. */
  readonly end?: 'floor' | 'empty';
}

/**
 * Reads backward from `until` (left out) as far as something is news, but not before `floor`, and not past `EMPTY_DAYS` days without a
 * line. Throws what `read` does.
 *
 * A page ends within a moment: the next one has all of that moment again, so that nothing of it is left out. Each page is asked
 * for up to an earlier moment than the one before it, whatever comes: what was not asked for is left out.
 */
export async function readEarlier(read: ReadPage, take: TakeLines, until: number, floor = 0): Promise<EarlierPlace> {
  const least = Math.max(0, floor);
  let end = until;
  let empty = 0;
  for (let pages = 0; pages < MOST_PAGES; ) {
    const from = Math.max(least, end - LONGEST_MS);
    if (end <= from) return { until: end, end: 'floor' };
    const page = await read({ from, until: end, direction: 'backward' });
    const lines = within(page.lines, from, end);
    const news = take(lines);
    const oldest = lines[0]?.at;
    if (oldest === undefined) empty++;
    else {
      pages++;
      empty = 0;
    }
    // A page that is one moment alone leads no further; more than one range is as long as Loki takes.
    end = page.hasMore && oldest !== undefined ? Math.min(oldest + 1, end - 1) : from;
    if (end <= least) return { until: end, end: 'floor' };
    if (empty >= MOST_EMPTY) return { until: end, end: 'empty' };
    if (news > 0) break;
  }
  return { until: end };
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
