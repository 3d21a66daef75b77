// The series of charts, through tunnels to the cluster's Prometheus: no port of this machine is opened for them.

import type { GpuXid, GpuXidsInput } from '../../shared/model/gpu-xid.ts';
import type { MetricsRange, MetricsRangeInput } from '../../shared/model/metrics.ts';
import { readGpuXids } from '../metrics/gpu-xids.ts';
import { metricsRange } from '../metrics/range.ts';
import type { StackForwards } from './stack-forwards.ts';

/** Charts are asked for each 5 s: a page that waits longer than that shows old values as if they were new. */
const PATIENCE_MS = 4_000;

/** Throws `AppError` where Prometheus is not reached in time. */
export async function readCharts(
  forwards: Pick<StackForwards, 'prometheus'>,
  input: MetricsRangeInput,
  signal: AbortSignal,
): Promise<MetricsRange> {
  return metricsRange(await forwards.prometheus(signal, PATIENCE_MS), input, Date.now() / 1000, signal);
}

/** The XID errors of the time that charts show. Throws as {@link readCharts}. */
export async function readXids(
  forwards: Pick<StackForwards, 'prometheus'>,
  input: GpuXidsInput,
  signal: AbortSignal,
): Promise<GpuXid[]> {
  return readGpuXids(await forwards.prometheus(signal, PATIENCE_MS), input, Date.now() / 1000, signal);
}
