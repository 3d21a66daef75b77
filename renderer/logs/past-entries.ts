// The past of a log, put into what is known of it: in order of time, and no line twice. Pure.
import type { Entry } from './entry.ts';

/**
 * All of `known`, and of `past` what is not in it. Two lines are the same where pod, container, time and words are; what the past has
 * more often stays so often. Both are in order of time; of one moment, what is new stands first.
 */
export function withPast(known: readonly Entry[], past: readonly Entry[]): Entry[] {
  const fresh = freshOf(known, past);
  if (fresh.length === 0) return [...known];
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of known) {
    const at = timeOf(entry);
    while (at !== undefined && next < fresh.length && (timeOf(fresh[next]) ?? 0) <= at) push(merged, fresh[next++]);
    merged.push(entry);
  }
  while (next < fresh.length) push(merged, fresh[next++]);
  return merged;
}

/** Counted, not compared one with the other: a single moment may have all the lines that there are. */
function freshOf(known: readonly Entry[], past: readonly Entry[]): readonly Entry[] {
  const moments = new Set(past.map(timeOf));
  const there = new Map<string, number>();
  for (const entry of known) {
    // Keys are made of what may be meant alone, for each is as long as its line.
    const key = moments.has(timeOf(entry)) ? keyOf(entry) : undefined;
    if (key !== undefined) there.set(key, (there.get(key) ?? 0) + 1);
  }
  return past.filter((entry) => {
    const key = keyOf(entry);
    const count = key === undefined ? undefined : there.get(key);
    if (key === undefined || count === undefined || count === 0) return true;
    there.set(key, count - 1);
    return false;
  });
}

/** Lines with the same one are the same. No name has a line end, and the words come last. */
function keyOf(entry: Entry): string | undefined {
  if (entry.kind !== 'line') return undefined;
  const { at, pod, container, text } = entry.line;
  return `${at}\n${pod}\n${container}\n${text}`;
}

function timeOf(entry: Entry | undefined): number | undefined {
  return entry?.kind === 'line' ? entry.line.at : entry?.at;
}

function push(list: Entry[], entry: Entry | undefined): void {
  if (entry !== undefined) list.push(entry);
}
