// The usage of an object's pods in a range, as one line each for CPU and memory, by a Prometheus that scrapes the kubelets.
import type { UsageHistory } from '../../shared/model/usage.ts';
import { ANY_CONTAINERS, CADVISOR_SAMPLES, podCpuPromql, podMemoryRangePromql } from './container-usage.ts';
import { intervalOf } from './interval-memory.ts';
import type { PrometheusClient } from './prometheus.ts';
import { readClock } from './read-clock.ts';
import { onGrid } from './result.ts';
import { gridFor, windowsFor } from './sampling.ts';
import { seriesOf, USUAL_INTERVAL_SECONDS } from './usage-now.ts';

/** Which pods, and how far back. `podNames` is a regular expression of RE2 that matches the whole name. */
export interface HistoryQuestion {
  readonly namespace: string;
  readonly podNames: string;
  readonly rangeSeconds: number;
}

/** Kubernetes' names of namespaces; what is none goes into no query. */
const NAMESPACE = /^[a-z0-9-]{1,63}$/;

/**
 * Both lines, with null at each point without a sample; undefined where it has no series of containers. `nowSeconds` is this
 * machine's clock, in unix seconds.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readUsageHistory(
  client: PrometheusClient,
  { namespace, podNames, rangeSeconds }: HistoryQuestion,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<Pick<UsageHistory, 'stepSeconds' | 'cpuCores' | 'memoryBytes'> | undefined> {
  if (!NAMESPACE.test(namespace)) return undefined;
  const { aheadSeconds } = await readClock(client, [], nowSeconds, signal);
  const grid = gridFor(rangeSeconds, nowSeconds + aheadSeconds);
  const told = await intervalOf(client, CADVISOR_SAMPLES, [], grid, signal);
  const windows = windowsFor(grid.stepSeconds, told ?? USUAL_INTERVAL_SECONDS);
  const where = `namespace="${namespace}", pod=~"${podNames}", `;
  const lineOf = async (promql: string) => {
    const { result } = await client.queryRange(`sum(${promql})`, grid, signal);
    return onGrid(result[0]?.values ?? [], grid);
  };
  const [cpuCores, memoryBytes] = await Promise.all([
    lineOf(podCpuPromql(windows, where)),
    lineOf(podMemoryRangePromql(windows, where)),
  ]);
  const isKnown = [...cpuCores, ...memoryBytes].some(([, value]) => value !== null);
  if (!isKnown && seriesOf(await client.query(ANY_CONTAINERS, signal)).length === 0) return undefined;
  return { stepSeconds: grid.stepSeconds, cpuCores, memoryBytes };
}
