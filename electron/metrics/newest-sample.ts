// The newest sample that Prometheus has, against now: one from the future was written while its clock was ahead, as at a boot after
// another system, and whatever is scraped until then may be dropped as out of order.
import { AppError } from '../../shared/errors.ts';
import type { MetricResult } from '../../shared/model/metrics.ts';
import type { PrometheusClient } from './prometheus.ts';

/** Two time zones are no further apart. */
const FURTHEST_SECONDS = 25 * 3600;
const TOLERATED_SECONDS = 120;
/** By what it says of itself, which is one series; also of a scrape that is still to come. */
const NEWEST = 'max(max_over_time(prometheus_tsdb_head_max_time_seconds[26h]))';
/** Points at the end of a chart that are without a sample where nothing comes in any more. */
const LAST_POINTS = 3;

/**
 * The sentence that says it; undefined where samples come in, and where nothing is ahead or nobody knows.
 *
 * @param nowSeconds Prometheus' now, in unix seconds
 * @throws AppError `cancelled` alone
 */
export async function aheadRemark(
  client: PrometheusClient,
  results: readonly MetricResult[],
  nowSeconds: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (results.some(endsWithSamples)) return undefined;
  const newest = await newestSample(client, nowSeconds, signal);
  const ahead = Math.round((newest - nowSeconds) / 60);
  if (!(newest - nowSeconds > TOLERATED_SECONDS)) return undefined;
  const time = ahead < 120 ? `${ahead} min` : `${(ahead / 60).toFixed(1)} h`;
  return `its newest sample is ${time} ahead of now, for its clock was when it was written: what it scrapes until then is dropped, unless it keeps what is out of order, as the stack does from 1.2.0 on.`;
}

function endsWithSamples({ series }: MetricResult): boolean {
  return series.some(({ points }) => points.slice(-LAST_POINTS).some(([, value]) => value !== null));
}

/** In unix seconds; NaN where it does not say. */
async function newestSample(client: PrometheusClient, nowSeconds: number, signal: AbortSignal): Promise<number> {
  try {
    const answer = await client.query(NEWEST, signal, nowSeconds + FURTHEST_SECONDS);
    return answer.resultType === 'vector' ? Number(answer.result[0]?.value?.[1]) : Number.NaN;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'cancelled') return Number.NaN;
    throw error;
  }
}
