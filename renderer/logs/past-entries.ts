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

/** By moment, since in one moment there are few. */
function freshOf(known: readonly Entry[], past: readonly Entry[]): readonly Entry[] {
  const moments = new Map<number | undefined, Entry[]>(past.map((entry) => [timeOf(entry), []]));
  for (const entry of known) moments.get(timeOf(entry))?.push(entry);
  return past.filter((entry) => {
    const there = moments.get(timeOf(entry)) ?? [];
    const same = there.findIndex((one) => isSame(one, entry));
    if (same >= 0) there.splice(same, 1);
    return same < 0;
  });
}

function isSame(left: Entry, right: Entry): boolean {
  if (left.kind !== 'line' || right.kind !== 'line') return false;
  const { pod, container, text } = left.line;
  return pod === right.line.pod && container === right.line.container && text === right.line.text;
}

function timeOf(entry: Entry | undefined): number | undefined {
  return entry?.kind === 'line' ? entry.line.at : entry?.at;
}

function push(list: Entry[], entry: Entry | undefined): void {
  if (entry !== undefined) list.push(entry);
}
