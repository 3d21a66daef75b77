// The lines that are kept of a log, page by page: forward from a moment, or its newest lines; each line once, in order of time.
import { type ReadPage, readEarlier, readLater } from '../../shared/log-pages.ts';
import type { LogLine } from '../../shared/model/log-line.ts';

/** The lines of a span, `until` left out, oldest first, as they are read: nothing of it is held but a page. Throws what `read` does. */
export async function* linesForward(read: ReadPage, from: number, until: number): AsyncGenerator<readonly LogLine[]> {
  // A page begins with the whole moment at which the one before it ended.
  let edge: readonly LogLine[] = [];
  let fresh: readonly LogLine[] = [];
  const take = (lines: readonly LogLine[]) => {
    fresh = freshOf(edge, lines);
    const newest = fresh.at(-1)?.at;
    if (newest !== undefined) edge = [...edge, ...fresh].filter(({ at }) => at === newest);
    return fresh.length;
  };
  let place = { from, hasMore: true };
  while (place.hasMore && place.from < until) {
    fresh = [];
    place = await readLater(read, take, place.from, until);
    if (fresh.length > 0) yield fresh;
  }
}

/** The newest `most` lines of a span, oldest first. Throws what `read` does. */
export async function newestLines(
  read: ReadPage,
  from: number,
  until: number,
  most: number,
): Promise<readonly LogLine[]> {
  const pages: (readonly LogLine[])[] = [];
  let count = 0;
  const take = (lines: readonly LogLine[]) => {
    const fresh = freshOf(pages.at(-1) ?? [], lines);
    if (fresh.length > 0) pages.push(fresh);
    count += fresh.length;
    return fresh.length;
  };
  for (let end: number | undefined = until; end !== undefined && count < most; ) {
    end = await readEarlier(read, take, end, from);
  }
  return most === 0 ? [] : pages.toReversed().flat().slice(-most);
}

/** Of `lines` what is not in `known`: counted, for what was written twice is there twice. */
export function freshOf(known: readonly LogLine[], lines: readonly LogLine[]): readonly LogLine[] {
  const there = new Map<string, number>();
  for (const line of known) there.set(keyOf(line), (there.get(keyOf(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = there.get(keyOf(line)) ?? 0;
    if (count > 0) there.set(keyOf(line), count - 1);
    return count === 0;
  });
}

/** No name has a line end, and the words come last. */
function keyOf({ at, pod, container, text }: LogLine): string {
  return `${at}\n${pod}\n${container}\n${text}`;
}
