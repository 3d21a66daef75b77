// Prometheus' series as rows of a chart. Gaps stay gaps, and nothing is ever filled in.
import type { Series } from '../../../shared/model/metrics.ts';

/** One time on the axis; `values[i]` belongs to series i, null where it has no sample. */
export interface ChartRow {
  /** Unix seconds. */
  readonly time: number;
  readonly values: readonly (number | null)[];
  /** The lowest and highest sample of a chart's only line, where a point is the average of many. */
  readonly band?: readonly [number, number];
  /** The values of a day before, where they are drawn too. */
  readonly before?: readonly (number | null)[];
}

const DAY_SECONDS = 86_400;

/** All times of all series, oldest first. `before` are the same lines of a day before, at the same steps. */
export function rowsOf(series: readonly Series[], before: readonly Series[] = []): ChartRow[] {
  const rows = new Map<number, (number | null)[]>();
  for (const [index, { points }] of series.entries()) {
    for (const [time, value] of points) {
      const values = rows.get(time) ?? Array.from<number | null>({ length: series.length }).fill(null);
      values[index] = value;
      rows.set(time, values);
    }
  }
  const [only, ...others] = series;
  const bands = others.length > 0 ? undefined : bandsOf(only);
  const earlier = series.map(({ id }) => new Map(before.find((one) => one.id === id)?.points));
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([time, values]) => {
      const band = bands?.get(time);
      return {
        time,
        values,
        ...(band === undefined ? {} : { band }),
        ...(before.length === 0 ? {} : { before: earlier.map((one) => one.get(time - DAY_SECONDS) ?? null) }),
      };
    });
}

/** Rows without a value at both ends of the time where nothing was sampled at all: sleep is drawn there, which needs a chart to be drawn in. */
export function framed(rows: readonly ChartRow[], width: number, ends: readonly [number, number]): readonly ChartRow[] {
  if (rows.length > 0) return rows;
  return ends.map((time) => ({ time, values: Array.from<null>({ length: width }).fill(null) }));
}

function bandsOf(series: Series | undefined): ReadonlyMap<number, readonly [number, number]> {
  const bands = new Map<number, readonly [number, number]>();
  for (const [index, [low, high]] of (series?.band ?? []).entries()) {
    const time = series?.points[index]?.[0];
    if (time !== undefined && low !== null && high !== null) bands.set(time, [low, high]);
  }
  return bands;
}

/** The newest sample, unless it is older than two steps: an old number must not pass for the present one. */
export function latestOf(series: Series | undefined, endSeconds: number, stepSeconds: number): number | null {
  const newest = series?.points.findLast(([, value]) => value !== null);
  return newest === undefined || newest[0] < endSeconds - 2 * stepSeconds ? null : newest[1];
}

/** The highest sample of all, null when there is none; where points are averages, of those that they were made of. */
export function highestOf(series: readonly Series[]): number | null {
  return extremeOf(series, Math.max);
}

/** The lowest sample of all, null when there is none. */
export function lowestOf(series: readonly Series[]): number | null {
  return extremeOf(series, Math.min);
}

function extremeOf(series: readonly Series[], pick: (a: number, b: number) => number): number | null {
  let extreme: number | null = null;
  const take = (value: number | null) => {
    if (value !== null) extreme = extreme === null ? value : pick(extreme, value);
  };
  for (const { points, band = [] } of series) {
    for (const [, value] of points) take(value);
    for (const ends of band) for (const value of ends) take(value);
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
