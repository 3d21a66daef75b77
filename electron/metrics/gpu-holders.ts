// The holders of GPUs' memory over a time, by the rule that joins a GPU's processes to their pods.
import { type GpuHolder, type GpuHoldersInput, MOST_HOLDERS } from '../../shared/model/gpu-holder.ts';
import { visible } from '../../shared/visible.ts';
import type { RangeResult } from './answers.ts';
import { foldHolders } from './fold-holders.ts';
import { findGateGpus } from './gate.ts';
import { slowestOr } from './interval.ts';
import { intervalOf } from './interval-memory.ts';
import type { PrometheusClient } from './prometheus.ts';
import { type Grid, gridFor, windowsFor } from './sampling.ts';

const HELD = 'odin:gpu_process_memory:bytes';

/** Of each GPU at each evaluation, 1 while it is not asked. It comes of the same group of rules, so that both have samples at the same times. */
const LEFT_ALONE = 'odin:gpu_left_alone:bool';

/** Told apart by its rule alone, for {@link intervalOf} remembers by it. */
const RULE_SAMPLES = { infoMetrics: [LEFT_ALONE] } as const;

/** As long as Kubernetes lets a name be. */
const LONGEST_NAME = 253;

type Labels = Readonly<Record<string, string>>;
type Values = RangeResult['result'][number]['values'];

/** The answers to {@link holderQueries}. */
export interface HolderAnswers {
  readonly asked: RangeResult;
  readonly pods: RangeResult;
  readonly processes: RangeResult;
}

/** Undefined where there is no gate, which alone could tell; `isRecorded`: whether its rules have samples. */
export type ToldHolders = Grid & { readonly isRecorded: boolean; readonly holders: GpuHolder[] };

/**
 * Who held the memory of the GPUs in this time. `nowSeconds` is this machine's clock, in unix seconds.
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function readGpuHolders(
  client: PrometheusClient,
  { rangeSeconds, endSeconds }: GpuHoldersInput,
  nowSeconds: number,
  signal: AbortSignal,
): Promise<ToldHolders | undefined> {
  const { saidSeconds = nowSeconds } = await client.time(signal);
  const grid = gridFor(rangeSeconds, Math.min(endSeconds ?? saidSeconds, saidSeconds));
  const gpus = await findGateGpus(client, grid.endSeconds - grid.startSeconds, signal, grid.endSeconds);
  if (gpus.length === 0) return undefined;
  const interval = await intervalOf(client, RULE_SAMPLES, [], grid, signal);
  const queries = holderQueries(windowsFor(grid.stepSeconds, slowestOr([interval])).gaugeSeconds);
  const [asked, pods, processes] = await Promise.all([
    client.queryRange(queries.asked, grid, signal),
    client.queryRange(queries.pods, grid, signal),
    client.queryRange(queries.processes, grid, signal),
  ]);
  const holders = foldHolders(holdersIn({ asked, pods, processes }, grid), MOST_HOLDERS);
  return { ...grid, isRecorded: asked.result.length > 0, holders };
}

/**
 * PromQL, each by GPU: at how many evaluations of the last `windowSeconds` it was asked, and the sum of what was held at them. An average
 * of a process' own samples would count one that was there for a minute as if it had been there all along, and a stack of such be too high.
 */
export function holderQueries(windowSeconds: number) {
  const window = `[${windowSeconds}s]`;
  return {
    asked: `max by (uuid) (count_over_time(${LEFT_ALONE}${window}) - sum_over_time(${LEFT_ALONE}${window}))`,
    pods: `sum by (uuid, namespace, pod) (sum_over_time(${HELD}{pod!=""}${window}))`,
    processes: `sum by (uuid, process) (sum_over_time(${HELD}{pod=""}${window}))`,
  };
}

/** All holders in these answers, in no order: of all GPUs together, 0 where somebody else may have held some. Pure. */
export function holdersIn({ asked, pods, processes }: HolderAnswers, grid: Grid): GpuHolder[] {
  const length = Math.round((grid.endSeconds - grid.startSeconds) / grid.stepSeconds) + 1;
  const at = (seconds: number) => Math.round((seconds - grid.startSeconds) / grid.stepSeconds);
  const timesOf = new Map(asked.result.map(({ metric, values }) => [gpuOf(metric), numbersOf(values, at)]));
  const isAsked = Array.from({ length }, (_, index) =>
    [...timesOf.values()].some((times) => (times.get(index) ?? 0) > 0),
  );
  const holders = new Map<string, GpuHolder>();
  for (const { metric, values, kind } of [...told(pods, 'pod'), ...told(processes, 'process')]) {
    const { name, namespace } = namesOf(metric, kind);
    const key = JSON.stringify([kind, namespace, name]);
    const holder = holders.get(key) ?? {
      kind,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      count: 1,
      points: isAsked.map((is, index): [number, number | null] => [
        grid.startSeconds + index * grid.stepSeconds,
        is ? 0 : null,
      ]),
    };
    holders.set(key, holder);
    const times = timesOf.get(gpuOf(metric));
    for (const [index, sum] of numbersOf(values, at)) {
      const count = times?.get(index) ?? 0;
      const point = holder.points[index];
      if (point !== undefined && count > 0) point[1] = (point[1] ?? 0) + sum / count;
    }
  }
  return [...holders.values()];
}

function told({ result }: RangeResult, kind: 'pod' | 'process') {
  return result.map(({ metric, values }) => ({ metric, values, kind }));
}

function namesOf({ namespace = '', pod = '', process = '' }: Labels, kind: 'pod' | 'process') {
  const bounded = (name: string) => visible(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);
  return kind === 'pod' ? { name: bounded(pod), namespace: bounded(namespace) } : { name: bounded(process) };
}

function gpuOf({ uuid = '' }: Labels): string {
  return uuid.replace(/^GPU-/i, '').toLowerCase();
}

/** By the point of the grid; what can be no amount is left out. */
function numbersOf(values: Values, at: (seconds: number) => number): Map<number, number> {
  const numbers = values.map(([seconds, value]): [number, number] => [at(seconds), Number(value)]);
  return new Map(numbers.filter(([, value]) => Number.isFinite(value) && value >= 0));
}
