// The labels of the horizontal axis.

import { formatClock, formatDay } from '../format/clock.ts';

const LONGEST_OF_HOURS = 2 * 86_400;

const SPACING_SECONDS = [
  [300, 60],
  [1_500, 300],
  [2_700, 600],
  [3_600, 900],
  [7_200, 1_800],
  [21_600, 3_600],
  [43_200, 7_200],
  [86_400, 21_600],
  [172_800, 43_200],
  [604_800, 86_400],
  [2_592_000, 7 * 86_400],
] as const;

/** Round local times within the range, in unix seconds. `offsetSeconds` is local time minus UTC. */
export function timeTicks(startSeconds: number, endSeconds: number, offsetSeconds: number): number[] {
  const range = endSeconds - startSeconds;
  const spacing = SPACING_SECONDS.find(([upTo]) => range <= upTo * 1.05)?.[1] ?? 86_400;
  const ticks: number[] = [];
  const first = Math.ceil((startSeconds + offsetSeconds) / spacing) * spacing - offsetSeconds;
  for (let time = first; time <= endSeconds; time += spacing) ticks.push(time);
  return ticks;
}

/** What stands at a tick: the time of the day, or the day where the ticks are as far apart. */
export function tickLabel(seconds: number, rangeSeconds: number): string {
  return rangeSeconds > LONGEST_OF_HOURS ? formatDay(seconds) : formatClock(seconds);
}

/** Local time minus UTC at `seconds`, in seconds. */
export function localOffset(seconds: number): number {
  return -new Date(seconds * 1000).getTimezoneOffset() * 60;
}
