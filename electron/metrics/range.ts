// Answers "these quantities over the last so-many seconds": finds what there is to ask, and asks Prometheus.
import type { MetricName } from '../../shared/model/metric-name.ts';
import type { Gpu, MetricResult, MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import { EXPORTERS, type Exporter, presencePromql } from './exporters.ts';
import { slowestOr } from './interval.ts';
import { intervalOf } from './interval-memory.ts';
import { aheadRemark } from './newest-sample.ts';
import { distinctThings, labelsOf, type Sighting, sightingsOf } from './presence.ts';
import type { PrometheusClient, Remarks } from './prometheus.ts';
import { readClock } from './read-clock.ts';
import { toMetricResult } from './result.ts';
import { type Grid, gridFor, windowsFor } from './sampling.ts';

/** More would cover the charts. */
const MAX_REMARKS = 5;

/**
 * The series of each metric on a grid that ends at or shortly before Prometheus' now. A point without a sample is null.
 * Each value is what `query_range` with the result's `query`, start, end and step gives.
 *
 * @param nowSeconds this machine's clock, in unix seconds: where Prometheus' is another one, that is told, and holds
 * @throws AppError as {@link PrometheusClient} does; it is all or nothing.
 */
export async function metricsRange(
  client: PrometheusClient,
  input: MetricsRangeInput,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<MetricsRange> {
  const asked = EXPORTERS.filter((exporter) => input.metrics.some((metric) => exporter.promql[metric]));
  const { aheadSeconds: clockAheadSeconds, remark } = await readClock(client, asked, nowSeconds, signal);
  const grid = gridFor(input.rangeSeconds, nowSeconds + clockAheadSeconds);
  const remarks = new Set<string>(remark === undefined ? [] : [remark]);
  const hear = <T extends Remarks>(answer: T): T => {
    for (const remark of [...(answer.warnings ?? []), ...(answer.infos ?? [])]) remarks.add(remark);
    return answer;
  };
  const sightings = await findThings(client, asked, grid, signal, hear);
  const things = distinctThings(sightings);
  const labels = labelsOf(things);
  const seenBy = (exporter: Exporter) => sightings.filter((sighting) => sighting.exporter === exporter);
  const intervals = new Map(
    await Promise.all(
      asked
        .filter((exporter) => seenBy(exporter).length > 0)
        .map(
          async (exporter) => [exporter, await intervalOf(client, exporter, seenBy(exporter), grid, signal)] as const,
        ),
    ),
  );
  const slowest = slowestOr([...intervals.values()]);

  const answerOf = async (metric: MetricName): Promise<MetricResult> => {
    const able = EXPORTERS.flatMap((exporter) => {
      const write = exporter.promql[metric];
      const windows = windowsFor(grid.stepSeconds, intervals.get(exporter) ?? slowest);
      return write === undefined ? [] : [{ exporter, query: write(windows) }];
    });
    const present = able.filter(({ exporter }) => seenBy(exporter).length > 0);
    const answers = await Promise.all(
      present.map(async (one) => ({ ...one, result: hear(await client.queryRange(one.query, grid, signal)) })),
    );
    return toMetricResult(metric, { able, answers, sightings, things, labels, grid });
  };

  const results = await Promise.all(input.metrics.map(answerOf));
  const ahead = await aheadRemark(client, results, nowSeconds + clockAheadSeconds, signal);
  if (ahead !== undefined) remarks.add(ahead);
  return { ...grid, gpus: gpusOf(things), results, clockAheadSeconds, remarks: [...remarks].slice(0, MAX_REMARKS) };
}

async function findThings(
  client: PrometheusClient,
  asked: readonly Exporter[],
  grid: Grid,
  signal: AbortSignal,
  hear: <T extends Remarks>(answer: T) => T,
) {
  const rangeSeconds = grid.endSeconds - grid.startSeconds;
  const found = asked.map(async (exporter) =>
    sightingsOf(exporter, hear(await client.query(presencePromql(exporter, rangeSeconds), signal, grid.endSeconds))),
  );
  return (await Promise.all(found)).flat();
}

function gpusOf(things: readonly Sighting[]): Gpu[] {
  return things
    .filter(({ exporter }) => exporter.watches === 'gpu')
    .map(({ id, name, driver }) => ({ uuid: id, name, ...(driver === undefined ? {} : { driver }) }));
}
