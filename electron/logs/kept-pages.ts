// The lines that are kept of a log, page by page: forward from a moment, or its newest lines; each line once, in order of time.
import { AppError } from '../../shared/errors.ts';
import { type EarlierPlace, type ReadPage, readEarlier, readLater } from '../../shared/log-pages.ts';
import type { LogLine } from '../../shared/model/log-line.ts';

/** Pages that are read of a span: a hundred million lines, or a million that are very long. */
const MOST_PAGES = 20_000;

/** What is held at once, in lines and in characters of them. */
const MOST_HELD = { lines: 200_000, characters: 32_000_000 };

/**
 * The lines of a span, `until` left out, oldest first, as they are read: nothing of it is held but a page. Throws what `read` does, and
 * `AppError` `unreachable` for a Loki that comes to no end.
 */
export async function* linesForward(read: ReadPage, from: number, until: number): AsyncGenerator<readonly LogLine[]> {
  // A page begins with the whole moment at which the one before it ended.
  let edge: readonly LogLine[] = [];
  let fresh: readonly LogLine[] = [];
  const count = countedPages();
  const take = (lines: readonly LogLine[]) => {
    fresh = freshOf(edge, lines);
    count();
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

/** What of a span is held; `isCut`: there is more of it, which was not read. */
export interface HeldLines {
  readonly lines: readonly LogLine[];
  readonly isCut: boolean;
}

/** The first lines of a span, oldest first, as many as may be held. Throws what `linesForward` does. */
export async function firstLines(read: ReadPage, from: number, until: number): Promise<HeldLines> {
  const held = new Held();
  for await (const lines of linesForward(read, from, until)) {
    held.take(lines);
    if (held.isFull) return { lines: held.pages.flat(), isCut: true };
  }
  return { lines: held.pages.flat(), isCut: false };
}

/**
 * The newest `most` lines of a span, oldest first, as many of them as may be held. `isGivenUp`: `EMPTY_DAYS` days had no line, and what is
 * further back was not asked for. Throws what `linesForward` does.
 */
export async function newestLines(
  read: ReadPage,
  from: number,
  until: number,
  most: number,
): Promise<HeldLines & { readonly isGivenUp: boolean }> {
  if (most === 0) return { lines: [], isCut: false, isGivenUp: false };
  const held = new Held();
  const count = countedPages();
  const take = (lines: readonly LogLine[]) => {
    const fresh = freshOf(held.pages.at(-1) ?? [], lines);
    count();
    held.take(fresh);
    return fresh.length;
  };
  let place: EarlierPlace = { until };
  while (place.end === undefined && held.lines < most && !held.isFull) {
    place = await readEarlier(read, take, place.until, from);
  }
  const isCut = held.isFull && held.lines < most && place.end === undefined;
  return { lines: held.pages.toReversed().flat().slice(-most), isCut, isGivenUp: place.end === 'empty' };
}

/** Pages, in the order in which they were read. */
class Held {
  readonly pages: (readonly LogLine[])[] = [];
  lines = 0;
  #characters = 0;

  take(lines: readonly LogLine[]): void {
    if (lines.length > 0) this.pages.push(lines);
    this.lines += lines.length;
    for (const { text } of lines) this.#characters += text.length;
  }

  /** A page more is no harm: that is bounded where it is read. */
  get isFull(): boolean {
    return this.lines >= MOST_HELD.lines || this.#characters >= MOST_HELD.characters;
  }
}

/** Counts pages, and throws where a Loki says for ever that there is more: each step may be one of a millisecond. */
function countedPages(): () => void {
  let pages = 0;
  return () => {
    pages++;
    if (pages <= MOST_PAGES) return;
    throw new AppError(
      'unreachable',
      `Loki says after ${MOST_PAGES} pages that there is more: choose a shorter time, and restart Loki if it says so again.`,
    );
  };
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
