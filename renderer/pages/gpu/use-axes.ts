// The axes of a chart that is drawn again and again: an axis that is the same is the same object, and recharts leaves it alone.
import { useMemo } from 'react';
import { timeAxis, valueAxis } from '../../chart/axes.ts';
import type { Scale } from '../../chart/scale.ts';

/** The properties of an `XAxis` and of a `YAxis`. */
export function useAxes(startSeconds: number, endSeconds: number, { ticks, unit, format }: Scale) {
  const [bottom, middle, top] = ticks;
  const time = useMemo(() => timeAxis(startSeconds, endSeconds), [startSeconds, endSeconds]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same ticks in the same unit are written the same
  const value = useMemo(() => valueAxis({ ticks: [bottom, middle, top], unit, format }), [bottom, middle, top, unit]);
  return { time, value };
}
