// Makes one metric's result out of what the exporters' queries answered: series in order, points on the grid, a state.
import { type MetricName, UNIT_OF } from '../../shared/model/metric-name.ts';
import type { MetricResult } from '../../shared/model/metrics.ts';
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
  readonly labels: ReadonlyMap<string, string>;
  readonly grid: Grid;
}

/** One metric's series, in the order of the things; of two exporters that know a thing, the first one's. */
export function toMetricResult(
  metric: MetricName,
  { able, answers, sightings, things, labels, grid }: Material,
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
