// Free PromQL, for `odin query` and the page Explore: asked at Prometheus' now, whatever this machine's clock says.
import type { QueryResult, RangeResult } from './answers.ts';
import type { PrometheusClient, QueryBounds, Remarks } from './prometheus.ts';
import { readClock } from './read-clock.ts';
import { type Grid, gridFor } from './sampling.ts';

/** An answer, and by how much Prometheus' clock is ahead of this machine's; negative: behind. */
export interface Heard<T> {
  readonly answer: T & Remarks;
  readonly aheadSeconds: number;
}

/**
 * Evaluates an expression at Prometheus' now.
 * @param nowSeconds this machine's clock, in unix seconds
 * @throws AppError as {@link PrometheusClient} does
 */
export async function queryNow(
  client: PrometheusClient,
  promql: string,
  nowSeconds: number,
  signal: AbortSignal,
  bounds: QueryBounds = {},
): Promise<Heard<QueryResult>> {
  const asked = client.query(promql, signal, undefined, bounds);
  const [answer, { aheadSeconds }] = await Promise.all([asked, readClock(client, [], nowSeconds, signal)]);
  return { answer, aheadSeconds };
}

/** The same over the last `rangeSeconds`, on the grid that charts have: some hundreds of points. */
export async function queryLast(
  client: PrometheusClient,
  promql: string,
  rangeSeconds: number,
  nowSeconds: number,
  signal: AbortSignal,
  bounds: QueryBounds = {},
): Promise<Heard<RangeResult> & { readonly grid: Grid }> {
  const { aheadSeconds } = await readClock(client, [], nowSeconds, signal);
  const grid = gridFor(rangeSeconds, nowSeconds + aheadSeconds);
  return { answer: await client.queryRange(promql, grid, signal, bounds), aheadSeconds, grid };
}
