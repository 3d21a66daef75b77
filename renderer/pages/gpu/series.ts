// Prometheus' series as rows of a chart. Gaps stay gaps, and nothing is ever filled in.
import type { Series } from '../../../shared/model/metrics.ts';

/** One time on the axis; `values[i]` belongs to series i, null where it has no sample. */
export interface ChartRow {
  /** Unix seconds. */
  readonly time: number;
  readonly values: readonly (number | null)[];
}

/** All times of all series, oldest first. */
export function rowsOf(series: readonly Series[]): ChartRow[] {
  const rows = new Map<number, (number | null)[]>();
  for (const [index, { points }] of series.entries()) {
    for (const [time, value] of points) {
      const values = rows.get(time) ?? Array.from<number | null>({ length: series.length }).fill(null);
      values[index] = value;
      rows.set(time, values);
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([time, values]) => ({ time, values }));
}

/** The newest sample, unless it is older than two steps: an old number must not pass for the present one. */
export function latestOf(series: Series | undefined, endSeconds: number, stepSeconds: number): number | null {
  const newest = series?.points.findLast(([, value]) => value !== null);
  return newest === undefined || newest[0] < endSeconds - 2 * stepSeconds ? null : newest[1];
}

/** The highest sample of all, null when there is none. */
export function highestOf(series: readonly Series[]): number | null {
  return extremeOf(series, Math.max);
}

/** The lowest sample of all, null when there is none. */
export function lowestOf(series: readonly Series[]): number | null {
  return extremeOf(series, Math.min);
}

function extremeOf(series: readonly Series[], pick: (a: number, b: number) => number): number | null {
  let extreme: number | null = null;
  for (const { points } of series) {
    for (const [, value] of points) if (value !== null) extreme = extreme === null ? value : pick(extreme, value);
  }
  return extreme;
}

/** Samples with a gap on both sides: a line cannot show them, so they are drawn as dots. */
export function lonelyPoints({ points }: Series): readonly { readonly time: number; readonly value: number }[] {
  return points.flatMap(([time, value], index) => {
    const isLonely =
      value !== null && (points[index - 1]?.[1] ?? null) === null && (points[index + 1]?.[1] ?? null) === null;
    return isLonely ? [{ time, value }] : [];
  });
}

/** The name of each series; equal labels get the end of their id, so that they can be told apart. */
export function namesOf(series: readonly Series[]): string[] {
  return series.map(({ label, id }) =>
    series.filter((other) => other.label === label).length > 1 ? `${label} · ${id.slice(-4)}` : label,
  );
}
