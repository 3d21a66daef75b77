// Makes one metric's result out of what the exporters' queries answered: series in order, points on the grid, a state.
import { type MetricName, UNIT_OF } from '../../shared/model/metric-name.ts';
import type { MetricResult, Series } from '../../shared/model/metrics.ts';
import type { RangeResult } from './answers.ts';
import type { Exporter } from './exporters.ts';
import { idOf, type Sighting } from './presence.ts';
import type { Grid } from './sampling.ts';

/** An exporter seen less often cannot be said to lack a metric: a rate needs some scrapes before its first value. */
const SCRAPES_TO_KNOW = 4;

/** What one exporter answered for one quantity. */
interface Answer {
  readonly exporter: Exporter;
  readonly query: string;
  readonly result: RangeResult;
}

/** What {@link toMetricResult} makes a result of. */
interface Material {
  /** The exporters that could know the metric, with what they would be asked. */
  readonly able: readonly { readonly exporter: Exporter; readonly query: string }[];
  /** Those that were there and were asked. */
  readonly answers: readonly Answer[];
  readonly sightings: readonly Sighting[];
  readonly things: readonly Sighting[];
  /** The ids of those GPUs that no exporter told of because they were not asked. */
  readonly sleepers: ReadonlySet<string>;
  readonly labels: ReadonlyMap<string, string>;
  readonly grid: Grid;
}

/** One metric's series, in the order of the things; of two exporters that know a thing, the first one's. */
export function toMetricResult(
  metric: MetricName,
  { able, answers, sightings, things, sleepers, labels, grid }: Material,
): MetricResult {
  const values = new Map<string, RangeResult['result'][number]['values']>();
  let hasHistograms = false;
  for (const { exporter, result } of answers) {
    for (const series of result.result) {
      const id = idOf(exporter, series.metric);
      // A distribution has no one value to draw.
      if (series.values.length === 0 && (series.histograms?.length ?? 0) > 0) hasHistograms = true;
      else if (!values.has(id)) values.set(id, series.values);
    }
  }
  const order = things.map(({ id }) => id);
  const asleep = able.some(({ exporter }) => exporter.watches === 'gpu') ? sleepers : [];
  for (const id of asleep) if (!values.has(id)) values.set(id, []);
  const ids = [...order.filter((id) => values.has(id)), ...[...values.keys()].filter((id) => !order.includes(id))];
  const series = ids.map((id) => ({
    id,
    label: labels.get(id) ?? id,
    points: onGrid(values.get(id) ?? [], grid),
  }));
  const isKnown = answers.some(({ exporter }) =>
    sightings.some((sighting) => sighting.exporter === exporter && sighting.samples >= SCRAPES_TO_KNOW),
  );
  const queries = (answers.length > 0 ? answers : able.slice(0, 1)).map(({ query }) => query);
  return {
    metric,
    unit: UNIT_OF[metric],
    state: series.length > 0 ? 'ok' : hasHistograms ? 'histogram' : isKnown ? 'notExported' : 'noData',
    query: queries.join(' or '),
    series,
  };
}

/** The same result, each series with its lowest and highest samples; one that only the averages have has no band. */
export function withBand(result: MetricResult, lows: readonly Series[], highs: readonly Series[]): MetricResult {
  const series = result.series.map((one) => {
    const low = lows.find(({ id }) => id === one.id)?.points;
    const high = highs.find(({ id }) => id === one.id)?.points;
    if (low === undefined || high === undefined) return one;
    const band = one.points.map((_, index): [number | null, number | null] => [
      low[index]?.[1] ?? null,
      high[index]?.[1] ?? null,
    ]);
    return { ...one, band };
  });
  return { ...result, series };
}

/** One point per step from start to end; null where there is no sample or no number. */
export function onGrid(
  values: readonly (readonly [number, string])[],
  { startSeconds, endSeconds, stepSeconds }: Grid,
): [number, number | null][] {
  const known = new Map(values.map(([seconds, value]) => [Math.round((seconds - startSeconds) / stepSeconds), value]));
  const length = Math.round((endSeconds - startSeconds) / stepSeconds) + 1;
  return Array.from({ length }, (_, index) => {
    const value = Number(known.get(index) ?? Number.NaN);
    return [startSeconds + index * stepSeconds, Number.isFinite(value) ? value : null];
  });
}
