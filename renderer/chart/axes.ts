// The axes and margins that every chart over time has, as properties of recharts' parts.
import type { Scale } from './scale.ts';
import { localOffset, tickLabel, timeTicks } from './time-ticks.ts';

/** Around the plot and its axes, in pixels. */
export const MARGIN = { top: 6, right: 2, bottom: 0, left: 0 };

/** The width of the vertical axis, in pixels. */
export const AXIS_WIDTH = 34;

const PLAIN = { tick: { fill: 'var(--faint)', fontSize: 11 }, tickLine: false, axisLine: false };

/** Of an `XAxis` over rows with a `time` in unix seconds. */
export function timeAxis(startSeconds: number, endSeconds: number) {
  return {
    ...PLAIN,
    dataKey: 'time',
    type: 'number' as const,
    domain: [startSeconds, endSeconds],
    ticks: timeTicks(startSeconds, endSeconds, localOffset(endSeconds)),
    tickFormatter: (seconds: number) => tickLabel(seconds, endSeconds - startSeconds),
    height: 22,
  };
}

/** Of a `YAxis`. */
export function valueAxis({ ticks, format }: Scale) {
  const [bottom, , top] = ticks;
  return {
    ...PLAIN,
    domain: [bottom, top],
    ticks: [...ticks],
    tickFormatter: format,
    interval: 0,
    width: AXIS_WIDTH,
  };
}
