// The XID errors of GPUs in a time, off the series of whichever exporter tells them. It must not know what a number means.
import type { XidSeries } from '../../shared/model/gpu-exporters/row.ts';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import type { GpuXid, GpuXidsInput } from '../../shared/model/gpu-xid.ts';
import type { RangeResult } from './answers.ts';
import type { PrometheusClient } from './prometheus.ts';
import { type Grid, gridFor } from './sampling.ts';

/** More are no flags that anybody tells apart; the newest are kept. */
const MOST_XIDS = 200;

/** A sample may be that old: two scrapes of an exporter that is scraped once a minute. */
const LEAST_WINDOW_SECONDS = 120;

const HIGHEST_XID = 9_999;

/** Whether there is a gap between two points, so that nobody saw what was between. */
const GAP_STEPS = 1.5;

type Values = RangeResult['result'][number]['values'];

/**
 * Oldest first; none where nothing tells any. `nowSeconds` is this machine's clock, in unix seconds.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readGpuXids(
  client: PrometheusClient,
  { rangeSeconds, endSeconds }: GpuXidsInput,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<GpuXid[]> {
  const { saidSeconds = nowSeconds } = await client.time(signal);
  const grid = gridFor(rangeSeconds, Math.min(endSeconds ?? saidSeconds, saidSeconds));
  const sources = GPU_EXPORTERS.flatMap(({ xids, idLabel }) => xids.map((series) => ({ series, idLabel })));
  const told = await Promise.all(
    sources.map(async ({ series, idLabel }) => {
      const answer = await client.queryRange(xidPromql(series, idLabel, grid), grid, signal);
      return xidsIn(series, idLabel, answer, grid);
    }),
  );
  return firstTold(told);
}

/** One series for each GPU, and each number where that is a label. */
export function xidPromql({ name, tells }: XidSeries, idLabel: string, { stepSeconds }: Grid): string {
  const window = Math.max(stepSeconds, LEAST_WINDOW_SECONDS);
  const by = tells === 'code' ? idLabel : `${idLabel}, xid`;
  return `max by (${by}) (${tells === 'count' ? 'max' : 'last'}_over_time(${name}[${window}s]))`;
}

/** The errors in an answer to {@link xidPromql}. Pure. */
export function xidsIn({ tells }: XidSeries, idLabel: string, { result }: RangeResult, grid: Grid): GpuXid[] {
  return result
    .flatMap(({ metric, values }) => {
      const gpu = (metric[idLabel] ?? '').replace(/^GPU-/i, '').toLowerCase();
      if (tells === 'code') return changesOf(values, grid).map((change) => ({ ...change, gpu }));
      const xid = Number(metric.xid ?? '');
      const times = tells === 'moment' ? momentsIn(values, grid) : risesIn(values, grid);
      return times.map((atSeconds) => ({ gpu, xid, atSeconds }));
    })
    .filter(({ gpu, xid }) => gpu !== '' && Number.isInteger(xid) && xid > 0 && xid <= HIGHEST_XID)
    .sort((a, b) => a.atSeconds - b.atSeconds);
}

/** Of two that tell of a GPU, the first one's; the newest of all. */
function firstTold(told: readonly (readonly GpuXid[])[]): GpuXid[] {
  const gpus = new Set<string>();
  const kept: GpuXid[] = [];
  for (const xids of told) {
    // One by one: a call takes some 100,000 arguments at most.
    for (const xid of xids) if (!gpus.has(xid.gpu)) kept.push(xid);
    for (const { gpu } of xids) gpus.add(gpu);
  }
  return kept.sort((a, b) => a.atSeconds - b.atSeconds).slice(-MOST_XIDS);
}

function momentsIn(values: Values, { startSeconds, endSeconds }: Grid): number[] {
  const moments = new Set(values.map(([, value]) => Number(value)));
  return [...moments].filter((at) => at > startSeconds && at <= endSeconds);
}

/** Where a count begins to be more than none. What was there when the time began, or nobody looked, came nobody knows when. */
function risesIn(values: Values, { startSeconds, stepSeconds }: Grid): number[] {
  const some = values.filter(([, value]) => Number(value) > 0 && Number(value) < 1e15).map(([seconds]) => seconds);
  return some.filter((at, index) => {
    const before = some[index - 1];
    return at > startSeconds && (before === undefined || at - before > GAP_STEPS * stepSeconds);
  });
}

/** Where the number becomes another. What it was before must be known: an exporter that starts tells an old one. */
function changesOf(values: Values, { stepSeconds }: Grid): { readonly xid: number; readonly atSeconds: number }[] {
  return values.flatMap(([atSeconds, value], index) => {
    const before = values[index - 1];
    const isNew = before !== undefined && atSeconds - before[0] <= GAP_STEPS * stepSeconds && before[1] !== value;
    return isNew ? [{ xid: Number(value), atSeconds }] : [];
  });
}
