// The rate at which samples fill Prometheus' disk, by what it says of itself.
import type { QueryResult } from './answers.ts';
import type { PrometheusClient } from './prometheus.ts';

const DAY_SECONDS = 86_400;

/** What a sample takes on disk with its share of the index: Prometheus' own advice for planning is 1 to 2 bytes. */
const BYTES_PER_SAMPLE = 1.7;

/** Younger blocks were not compacted yet, and say too much. */
const LEAST_SPAN_SECONDS = DAY_SECONDS;

/** By what the stack's own scrape of Prometheus is called. */
const OWN = '{job="prometheus"}';

/** What is asked, each a number. */
export const GROWTH_QUERIES = {
  blockBytes: `max(prometheus_tsdb_storage_blocks_bytes${OWN})`,
  /** Seconds that the blocks cover, what was not recorded in between too. */
  span: `max(prometheus_tsdb_head_min_time_seconds${OWN}) - max(prometheus_tsdb_lowest_timestamp_seconds${OWN})`,
  samplesPerSecond: `max(rate(prometheus_tsdb_head_samples_appended_total${OWN}[1h]))`,
} as const;

export type GrowthAnswers = Readonly<Record<keyof typeof GROWTH_QUERIES, QueryResult>>;

/** Bytes per day; undefined where it does not say. Throws as {@link PrometheusClient} does. */
export async function readGrowth(client: PrometheusClient, signal: AbortSignal): Promise<number | undefined> {
  const { blockBytes, span, samplesPerSecond } = GROWTH_QUERIES;
  const [bytes, seconds, rate] = await Promise.all([
    client.query(blockBytes, signal),
    client.query(span, signal),
    client.query(samplesPerSecond, signal),
  ]);
  return growthOf({ blockBytes: bytes, span: seconds, samplesPerSecond: rate });
}

/**
 * What was measured, where the blocks are a day old or more: it has the nights in which the machine is off. Else what comes
 * in now. Pure.
 */
export function growthOf({ blockBytes, span, samplesPerSecond }: GrowthAnswers): number | undefined {
  const seconds = numberIn(span);
  const measured = (numberIn(blockBytes) / seconds) * DAY_SECONDS;
  if (seconds >= LEAST_SPAN_SECONDS && isAmount(measured)) return measured;
  const incoming = numberIn(samplesPerSecond) * BYTES_PER_SAMPLE * DAY_SECONDS;
  return isAmount(incoming) ? incoming : undefined;
}

function isAmount(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function numberIn(result: QueryResult): number {
  return result.resultType === 'vector' ? Number(result.result[0]?.value?.[1]) : Number.NaN;
}
