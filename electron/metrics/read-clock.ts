// Prometheus' clock against this machine's: as it says itself, else as its newest sample and the Date of its answers tell.
import { AppError } from '../../shared/errors.ts';
import type { MetricName } from '../../shared/model/metric-name.ts';
import { clockAhead } from './clock.ts';
import type { Exporter } from './exporters.ts';
import type { PrometheusClient } from './prometheus.ts';

/** How far to both sides of now a sample is looked for, and how finely: as many points as a chart has. */
const SEARCHED_SECONDS = 3 * 3600;
const STEP_SECONDS = 60;

/** A sample is found to the minute, and the newest may be as old as the longest usual interval. */
const TOLERATED_SECONDS = 120;

/** Quantities that one sample tells, of a GPU and of a node. */
const PLAIN: readonly MetricName[] = ['gpuTemperature', 'nodeMemoryTotal'];

/** `aheadSeconds`: negative for a clock that is behind, 0 for what nobody would notice. */
export interface Clock {
  readonly aheadSeconds: number;
  /** Where its clock may be another one, and nothing says that it is. */
  readonly remark?: string;
}

/**
 * The clock of a Prometheus. `asked` are the exporters whose samples tell it where nothing else does.
 *
 * @param nowSeconds this machine's clock, in unix seconds
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readClock(
  client: PrometheusClient,
  asked: readonly Exporter[],
  nowSeconds: number,
  signal: AbortSignal,
): Promise<Clock> {
  const start = performance.now();
  const { saidSeconds, dateSeconds } = await client.time(signal);
  const heardSeconds = nowSeconds + (performance.now() - start) / 1000;
  const aheadOf = (seconds: number) => clockAhead({ saidSeconds: seconds, askedSeconds: nowSeconds, heardSeconds });
  if (saidSeconds !== undefined) return { aheadSeconds: aheadOf(saidSeconds) };
  const newest = await newestOf(client, asked, nowSeconds, signal);
  const dateAhead = dateSeconds === undefined ? undefined : aheadOf(dateSeconds);
  return clockBySamples(newest === undefined ? undefined : newest - nowSeconds, dateAhead);
}

/**
 * What the age of the newest sample makes of a clock that is not said; by how much each is ahead of this machine's. `Date` counts
 * where a sample bears it out, or there is none, for a proxy may have written it. Pure.
 */
export function clockBySamples(sampleAhead: number | undefined, dateAhead: number | undefined): Clock {
  if (sampleAhead === undefined) return { aheadSeconds: dateAhead ?? 0 };
  if (dateAhead !== undefined && Math.abs(dateAhead - sampleAhead) <= TOLERATED_SECONDS) {
    return { aheadSeconds: dateAhead };
  }
  const minutes = Math.round(Math.abs(sampleAhead) / 60);
  // None is scraped in the future.
  if (sampleAhead > TOLERATED_SECONDS) return { aheadSeconds: minutes * 60 };
  if (sampleAhead >= -TOLERATED_SECONDS) return { aheadSeconds: 0 };
  return {
    aheadSeconds: 0,
    remark: `its newest sample is ${minutes} min old, and it does not tell its time: its clock is behind by as much, or nothing came in since.`,
  };
}

/** The time of the newest sample, in unix seconds, to the minute; undefined where none is found, or nobody says. */
async function newestOf(
  client: PrometheusClient,
  asked: readonly Exporter[],
  nowSeconds: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  const middle = Math.floor(nowSeconds / STEP_SECONDS) * STEP_SECONDS;
  const grid = {
    startSeconds: middle - SEARCHED_SECONDS,
    endSeconds: middle + SEARCHED_SECONDS,
    stepSeconds: STEP_SECONDS,
  };
  // Each sample is in the window of one point.
  const windows = { gaugeSeconds: STEP_SECONDS, rateSeconds: STEP_SECONDS, average: false };
  const queries = asked.flatMap(({ promql }) => PLAIN.flatMap((metric) => promql[metric]?.(windows) ?? []));
  const found = queries.map(async (query) => {
    try {
      const { result } = await client.queryRange(query, grid, signal);
      return result.map(({ values }) => values.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY);
    } catch (error) {
      // What is asked next fails for the same reason, and tells it.
      if (error instanceof AppError && error.code !== 'cancelled') return [];
      throw error;
    }
  });
  const times = (await Promise.all(found)).flat();
  const newest = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  // It lies in the minute before the point.
  return Number.isFinite(newest) ? newest - STEP_SECONDS / 2 : undefined;
}
