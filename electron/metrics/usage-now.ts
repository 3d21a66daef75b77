// The usage of pods and volumes now, by a Prometheus that scrapes the kubelets.
import type { Usage } from '../../shared/model/usage.ts';
import type { QueryResult } from './answers.ts';
import { CADVISOR_SAMPLES, podCpuPromql, podMemoryPromql } from './container-usage.ts';
import { intervalOf } from './interval-memory.ts';
import { podsOfUids } from './pods-of-uids.ts';
import type { PrometheusClient } from './prometheus.ts';
import { gridFor, windowsFor } from './sampling.ts';
import { readVolumes } from './volume-fill.ts';

/** Where nobody tells how often the kubelets are scraped: Prometheus' own default, which is the longest that is usual. */
export const USUAL_INTERVAL_SECONDS = 60;

/** CPU is averaged over no less, or it would jump with each scrape. */
const SMOOTHED_SECONDS = 60;

/** More pods than a cluster of a hundred nodes may have. */
export const MOST_PODS = 10_000;

const GPU_MEMORY = 'sum by (pod_uid) (odin_gpu_process_memory_bytes{pod_uid!=""})';

type Pods = Usage['pods'];

/**
 * Pods by namespace and name, and the volumes that have a space of their own; undefined where it has no series of containers.
 * `nowSeconds` is this machine's clock, in unix seconds.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readUsageNow(
  client: PrometheusClient,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<Pick<Usage, 'pods' | 'volumes'> | undefined> {
  const grid = gridFor(3600, nowSeconds);
  const told = await intervalOf(client, CADVISOR_SAMPLES, [], grid, signal);
  const windows = windowsFor(SMOOTHED_SECONDS, told ?? USUAL_INTERVAL_SECONDS);
  const [cpu, memory, gpuMemory, volumes] = await Promise.all([
    client.query(podCpuPromql(windows), signal),
    client.query(podMemoryPromql(), signal),
    client.query(GPU_MEMORY, signal),
    readVolumes(client, signal),
  ]);
  const uids = seriesOf(gpuMemory).flatMap(({ metric }) => metric.pod_uid ?? []);
  const pods = podsUsing({ cpu, memory, gpuMemory, podsOfUids: await podsOfUids(client, uids, signal) });
  return pods.length === 0 ? undefined : { pods, volumes };
}

/** The answers that tell of pods; `podsOfUids` is undefined where no process on a GPU is of one. */
export interface UsageAnswers {
  readonly cpu: QueryResult;
  readonly memory: QueryResult;
  readonly gpuMemory: QueryResult;
  readonly podsOfUids: QueryResult | undefined;
}

/** The pods in these answers. One whose memory is told no more is gone, whatever the rate of its CPU still says. Pure. */
export function podsUsing({ cpu, memory, gpuMemory, podsOfUids }: UsageAnswers): Pods {
  const memoryOf = amountsOf(memory, podKey);
  const cpuOf = amountsOf(cpu, podKey);
  const keyOfUid = new Map(seriesOf(podsOfUids).map(({ metric }) => [metric.uid ?? '', podKey(metric)]));
  const gpuMemoryOf = amountsOf(gpuMemory, ({ pod_uid: uid = '' }) => keyOfUid.get(uid));
  const living = memoryOf.size > 0 ? memoryOf : cpuOf;
  return [...living.keys()].slice(0, MOST_PODS).map((key) => {
    const [namespace = '', name = ''] = key.split('/');
    const [cores, bytes, gpuBytes] = [cpuOf.get(key), memoryOf.get(key), gpuMemoryOf.get(key)];
    return {
      namespace,
      name,
      ...(cores === undefined ? {} : { cpuCores: cores }),
      ...(bytes === undefined ? {} : { memoryBytes: bytes }),
      ...(gpuBytes === undefined ? {} : { gpuMemoryBytes: gpuBytes }),
    };
  });
}

/** The series of an instant vector; none of anything else. */
export function seriesOf(answer: QueryResult | undefined) {
  return answer?.resultType === 'vector' ? answer.result : [];
}

type Labels = Readonly<Record<string, string>>;

/** Neither part can have a slash. */
function podKey({ namespace = '', pod = '' }: Labels): string | undefined {
  return namespace === '' || pod === '' ? undefined : `${namespace}/${pod}`;
}

/** Finite amounts by key, no negative ones; those of one key are added up. */
function amountsOf(answer: QueryResult, keyOf: (labels: Labels) => string | undefined): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { metric, value } of seriesOf(answer)) {
    const key = keyOf(metric);
    const amount = Number(value?.[1] ?? Number.NaN);
    if (key !== undefined && Number.isFinite(amount) && amount >= 0) {
      amounts.set(key, (amounts.get(key) ?? 0) + amount);
    }
  }
  return amounts;
}
