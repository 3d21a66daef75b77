// The processes on GPUs, by the series of the gate: their memory, their pods' names, and since when they are there.
import type { GpuProcess } from '../../shared/model/gpu-process.ts';
import type { QueryResult, RangeResult } from './answers.ts';
import { findGateGpus, type GateGpu, gateLabelOf } from './gate.ts';
import { podsOfUids } from './pods-of-uids.ts';
import type { PrometheusClient } from './prometheus.ts';
import { type Grid, gridFor } from './sampling.ts';

const DAY_SECONDS = 86_400;

/** More would be no table that anybody reads. */
const MOST_PROCESSES = 200;

type Labels = Readonly<Record<string, string>>;

/** The answers that tell of processes; `pods` is undefined where no process is of one. */
export interface ProcessAnswers {
  readonly processes: QueryResult;
  readonly memory: QueryResult;
  readonly pods: QueryResult | undefined;
  /** Of a day up to now. */
  readonly seen: RangeResult;
}

/**
 * The processes on GPUs, highest memory first; undefined where no GPU has a gate, which alone could tell. `nowSeconds` is this
 * machine's clock, in unix seconds.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readGpuProcesses(
  client: PrometheusClient,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<GpuProcess[] | undefined> {
  const gpus = await findGateGpus(client, DAY_SECONDS, signal);
  if (gpus.length === 0) return undefined;
  const { saidSeconds = nowSeconds } = await client.time(signal);
  const grid = gridFor(DAY_SECONDS, saidSeconds);
  const [processes, memory, seen] = await Promise.all([
    client.query('odin_gpu_process', signal),
    client.query('odin_gpu_process_memory_bytes', signal),
    client.queryRange(`max_over_time(odin_gpu_process[${grid.stepSeconds}s])`, grid, signal),
  ]);
  const uids = seriesOf(processes).flatMap(({ metric }) => metric.pod_uid ?? []);
  const pods = await podsOfUids(client, uids, signal);
  return processesOf(gpus, { processes, memory, pods, seen }, grid);
}

/** The processes in these answers. Pure. */
export function processesOf(
  gpus: readonly GateGpu[],
  { processes, memory, pods, seen }: ProcessAnswers,
  grid: Grid,
): GpuProcess[] {
  const bytes = new Map(seriesOf(memory).map(({ metric, value }) => [keyOf(metric), Number(value?.[1])]));
  const podOf = new Map(pods === undefined ? [] : seriesOf(pods).map(({ metric }) => [metric.uid ?? '', metric]));
  const since = new Map(seen.result.map(({ metric, values }) => [keyOf(metric), sinceOf(values, grid)]));
  const found = new Map(
    seriesOf(processes).map(({ metric }): [string, GpuProcess] => {
      const key = keyOf(metric);
      const { instance = '', uuid = '', pid = '', process = '', pod_uid: uid = '' } = metric;
      const gpu = uuid.replace(/^GPU-/i, '').toLowerCase();
      const known = gpus.find(({ id }) => id === gpu);
      const info = podOf.get(uid);
      const used = bytes.get(key);
      const sinceSeconds = since.get(key);
      return [
        key,
        {
          gpu,
          gpuLabel: known === undefined ? 'GPU' : gateLabelOf(known, gpus),
          node: instance,
          pid,
          process,
          ...(used !== undefined && used >= 0 ? { memoryBytes: used } : {}),
          ...(info?.namespace === undefined ? {} : { namespace: info.namespace }),
          ...(uid === '' ? {} : { pod: info?.pod ?? uid }),
          ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
        },
      ];
    }),
  );
  return [...found.values()].sort((a, b) => (b.memoryBytes ?? -1) - (a.memoryBytes ?? -1)).slice(0, MOST_PROCESSES);
}

function seriesOf(answer: QueryResult) {
  return answer.resultType === 'vector' ? answer.result : [];
}

/** Each series of a process has the same labels but for its name. */
function keyOf({ instance, uuid, pid, process, container_id }: Labels): string {
  return JSON.stringify([instance, uuid, pid, process, container_id]);
}

/** The first point of the last run of points: numbers of processes are given again. Undefined where it began before the grid. */
function sinceOf(
  values: readonly (readonly [number, string])[],
  { startSeconds, stepSeconds }: Grid,
): number | undefined {
  let since: number | undefined;
  let before = Number.NEGATIVE_INFINITY;
  for (const [seconds] of values) {
    if (seconds - before > 1.5 * stepSeconds) since = seconds;
    before = seconds;
  }
  return since === undefined || since <= startSeconds ? undefined : since;
}
