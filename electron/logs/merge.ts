// Lines of several containers in the order of their times.
import type { TimedLine } from './parse-line.ts';
import { compareStamps } from './stamp.ts';

/**
 * The newest `most` of several lists, each in its own order, as one by time. A line without a time stays behind the one before it.
 */
export function mergeByTime(lists: readonly (readonly TimedLine[])[], most: number): TimedLine[] {
  const [only, ...others] = lists.filter((list) => list.length > 0);
  if (only === undefined || most === 0) return [];
  const merged = others.length === 0 ? [...only] : sorted([only, ...others].flatMap(timed));
  return merged.slice(-most);
}

/** Those of one list, stably sorted: where clocks of nodes differ a little, nothing of one container changes places. */
export function sortByTime(lines: readonly TimedLine[]): TimedLine[] {
  return sorted(timed(lines));
}

/** Each with the time that it is sorted by: its own, or of the line before it. */
function timed(lines: readonly TimedLine[]) {
  let stamp = lines.find((line) => line.stamp !== undefined)?.stamp;
  return lines.map((line) => {
    stamp = line.stamp ?? stamp;
    return { stamp, line };
  });
}

function sorted(lines: readonly ReturnType<typeof timed>[number][]): TimedLine[] {
  return [...lines]
    .sort((left, right) =>
      left.stamp === undefined || right.stamp === undefined ? 0 : compareStamps(left.stamp, right.stamp),
    )
    .map(({ line }) => line);
}
