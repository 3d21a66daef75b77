// The intervals of a Prometheus' exporters, asked for once a minute: they change with its configuration only.
import { toAppError } from '../../shared/errors.ts';
import type { Exporter } from './exporters.ts';
import { intervalIn, intervalOfCount, samplesPromql } from './interval.ts';
import type { Sighting } from './presence.ts';
import type { PrometheusClient } from './prometheus.ts';
import type { Grid } from './sampling.ts';

const MAX_AGE_MS = 60_000;

/** An exporter, or what stands before one. */
type Sampled = Pick<Exporter, 'infoMetrics'>;

interface Known {
  readonly seconds: number;
  readonly readAt: number;
}

/** As long as its client is used; what an exporter had before another was asked is of no use to that one. */
const MEMORY = new WeakMap<PrometheusClient, Map<Sampled, Known>>();

/** Seconds between the samples of an exporter that was seen on this grid; undefined where that cannot be told. */
export async function intervalOf(
  client: PrometheusClient,
  exporter: Sampled,
  sightings: readonly Pick<Sighting, 'samples'>[],
  grid: Grid,
  signal: AbortSignal,
): Promise<number | undefined> {
  const known = MEMORY.get(client) ?? new Map<Sampled, Known>();
  MEMORY.set(client, known);
  const before = known.get(exporter);
  if (before !== undefined && performance.now() - before.readAt < MAX_AGE_MS) return before.seconds;
  const seconds = await ask(client, exporter, sightings, grid, signal);
  if (seconds !== undefined) known.set(exporter, { seconds, readAt: performance.now() });
  return seconds;
}

async function ask(
  client: PrometheusClient,
  exporter: Sampled,
  sightings: readonly Pick<Sighting, 'samples'>[],
  grid: Grid,
  signal: AbortSignal,
): Promise<number | undefined> {
  const answer = await client.query(samplesPromql(exporter), signal, grid.endSeconds).catch((error: unknown) => {
    // Not everybody answers with raw samples; that the query itself is wrong is told by the others.
    if (['badInput', 'invalid'].includes(toAppError(error).code)) return undefined;
    throw error;
  });
  if (answer?.resultType === 'matrix') return intervalIn(answer);
  const fewest = sightings.reduce((least, { samples }) => Math.min(least, samples), Number.POSITIVE_INFINITY);
  return Number.isFinite(fewest) ? intervalOfCount(grid.endSeconds - grid.startSeconds, fewest) : undefined;
}
