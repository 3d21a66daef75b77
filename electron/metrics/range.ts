// Answers "these quantities over the last so-many seconds": finds what there is to ask, and asks Prometheus.
import type { MetricName } from '../../shared/model/metric-name.ts';
import type { Gpu, MetricResult, MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import { EXPORTERS, type Exporter, presencePromql } from './exporters.ts';
import { labelledStates, labelsByNode, NO_GATE, readGate, sleepersIn, unseenIn } from './gate-range.ts';
import { slowestOr } from './interval.ts';
import { intervalOf } from './interval-memory.ts';
import { aheadRemark } from './newest-sample.ts';
import { distinctThings, labelsOf, type Sighting, sightingsOf } from './presence.ts';
import type { PrometheusClient, Remarks } from './prometheus.ts';
import { readClock } from './read-clock.ts';
import { toMetricResult, withBand } from './result.ts';
import { type Grid, gridFor, windowsFor } from './sampling.ts';

/** Gauges that come and go within a step of hours. */
const BANDED: ReadonlySet<MetricName> = new Set([
  'gpuUtilization',
  'gpuMemoryUsed',
  'gpuTemperature',
  'gpuPower',
  'gpuSmClock',
  'gpuEncoder',
  'gpuDecoder',
  'gpuPcieRx',
  'gpuPcieTx',
]);

/** More would cover the charts. */
const MAX_REMARKS = 5;

/**
 * The series of each metric on a grid that ends at or shortly before Prometheus' now, or the end that is asked for. A point without a sample is null.
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
  const toldNow = nowSeconds + clockAheadSeconds;
  const grid = gridFor(input.rangeSeconds, Math.min(input.endSeconds ?? toldNow, toldNow));
  const remarks = new Set<string>(remark === undefined ? [] : [remark]);
  const hear = <T extends Remarks>(answer: T): T => {
    for (const remark of [...(answer.warnings ?? []), ...(answer.infos ?? [])]) remarks.add(remark);
    return answer;
  };
  const [sightings, gate] = await Promise.all([
    findThings(client, asked, grid, signal, hear),
    asked.some(({ watches }) => watches === 'gpu') ? readGate(client, grid, signal) : NO_GATE,
  ]);
  const unseen = unseenIn(gate, sightings);
  const sleepers = sleepersIn(gate, unseen);
  const things = distinctThings([...sightings, ...unseen]);
  const labels = labelsByNode(gate, labelsOf(things));
  const seenBy = (exporter: Exporter) => sightings.filter((sighting) => sighting.exporter === exporter);
  const intervals = new Map(
    await Promise.all(
      asked
        .filter((exporter) => seenBy(exporter).length > 0)
        .map(async (exporter) => {
          const told = await intervalOf(client, exporter, seenBy(exporter), grid, signal);
          // An exporter that is not asked at each scrape seems to be scraped less often than it is.
          return [exporter, exporter.watches === 'gpu' ? shorterOf(told, gate.intervalSeconds) : told] as const;
        }),
    ),
  );
  const slowest = slowestOr([...intervals.values()]);

  const answerOf = async (metric: MetricName): Promise<MetricResult> => {
    const able = EXPORTERS.flatMap((exporter) => {
      const write = exporter.promql[metric];
      const windows = windowsFor(grid.stepSeconds, intervals.get(exporter) ?? slowest);
      return write === undefined ? [] : [{ exporter, write, windows, query: write(windows) }];
    });
    const present = able.filter(({ exporter }) => seenBy(exporter).length > 0);
    const answers = await Promise.all(
      present.map(async (one) => ({ ...one, result: hear(await client.queryRange(one.query, grid, signal)) })),
    );
    const material = { able, answers, sightings, things, sleepers, labels, grid };
    const result = toMetricResult(metric, material);
    if (!BANDED.has(metric)) return result;
    // An average hides the burst that somebody looks for.
    const averaged = answers.filter(({ windows }) => windows.average);
    const ofExtreme = (extreme: 'min' | 'max') =>
      Promise.all(
        averaged.map(async (one) => {
          const query = one.write({ ...one.windows, extreme });
          return { ...one, query, result: hear(await client.queryRange(query, grid, signal)) };
        }),
      );
    const [lows, highs] = await Promise.all([ofExtreme('min'), ofExtreme('max')]);
    const seriesOf = (extremes: typeof answers) => toMetricResult(metric, { ...material, answers: extremes }).series;
    return averaged.length === 0 ? result : withBand(result, seriesOf(lows), seriesOf(highs));
  };

  const results = await Promise.all(input.metrics.map(answerOf));
  const ahead = await aheadRemark(client, results, nowSeconds + clockAheadSeconds, signal);
  if (ahead !== undefined) remarks.add(ahead);
  return {
    ...grid,
    gpus: gpusOf(things),
    gpuStates: input.endSeconds === undefined ? labelledStates(gate, labels) : [],
    sleep: [...gate.sleep],
    results,
    clockAheadSeconds,
    remarks: [...remarks].slice(0, MAX_REMARKS),
  };
}

function shorterOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
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
