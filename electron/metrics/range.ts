// Answers "these quantities over the last so-many seconds": finds what there is to ask, and asks Prometheus.
import type { MetricName } from '../../shared/model/metric-name.ts';
import type { Gpu, MetricResult, MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import { EXPORTERS, type Exporter, presencePromql } from './exporters.ts';
import { distinctThings, labelsOf, type Sighting, sightingsOf } from './presence.ts';
import type { PrometheusClient } from './prometheus.ts';
import { toMetricResult } from './result.ts';
import { type Grid, gridFor, type Windows, windowsFor } from './sampling.ts';
import { scrapeIntervalSeconds } from './scrape-interval.ts';

/** Scrape intervals change with Prometheus' configuration only. */
const TARGETS_MAX_AGE_MS = 60_000;

/**
 * The series of each metric on a grid that ends at or shortly before `nowSeconds` (unix seconds). A point without a
 * sample is null. Each value is what `query_range` with the result's `query`, start, end and step gives.
 *
 * @throws AppError as {@link PrometheusClient} does; it is all or nothing.
 */
export async function metricsRange(
  client: PrometheusClient,
  input: MetricsRangeInput,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<MetricsRange> {
  const grid = gridFor(input.rangeSeconds, nowSeconds);
  const asked = EXPORTERS.filter((exporter) => input.metrics.some((metric) => exporter.promql[metric]));
  const [targets, sightings] = await Promise.all([
    client.targets(signal, TARGETS_MAX_AGE_MS),
    findThings(client, asked, grid, signal),
  ]);
  const things = distinctThings(sightings);
  const labels = labelsOf(things);

  const answerOf = async (metric: MetricName): Promise<MetricResult> => {
    const windowsOf = (exporter: Exporter): Windows => {
      const jobs = sightings.filter((sighting) => sighting.exporter === exporter).map(({ job }) => job ?? '');
      return windowsFor(grid.stepSeconds, scrapeIntervalSeconds(targets, new Set(jobs)));
    };
    const able = EXPORTERS.flatMap((exporter) => {
      const write = exporter.promql[metric];
      return write === undefined ? [] : [{ exporter, query: write(windowsOf(exporter)) }];
    });
    const present = able.filter(({ exporter }) => sightings.some((sighting) => sighting.exporter === exporter));
    const answers = await Promise.all(
      present.map(async (one) => ({ ...one, result: await client.queryRange(one.query, grid, signal) })),
    );
    return toMetricResult(metric, { able, answers, sightings, things, labels, grid });
  };

  return { ...grid, gpus: gpusOf(things), results: await Promise.all(input.metrics.map(answerOf)) };
}

async function findThings(client: PrometheusClient, asked: readonly Exporter[], grid: Grid, signal: AbortSignal) {
  const rangeSeconds = grid.endSeconds - grid.startSeconds;
  const found = asked.map(async (exporter) =>
    sightingsOf(exporter, await client.query(presencePromql(exporter, rangeSeconds), signal, grid.endSeconds)),
  );
  return (await Promise.all(found)).flat();
}

function gpusOf(things: readonly Sighting[]): Gpu[] {
  return things
    .filter(({ exporter }) => exporter.watches === 'gpu')
    .map(({ id, name, driver }) => ({ uuid: id, name, ...(driver === undefined ? {} : { driver }) }));
}
