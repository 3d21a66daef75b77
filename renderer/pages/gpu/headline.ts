// The page's first sentence: what the GPU does now, how full it is, and who holds that. Pure.
import type { GpuProcesses } from '../../../shared/model/gpu-process.ts';
import type { MetricName } from '../../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { formatBytes } from '../../format/bytes.ts';
import { formatPercent } from '../../format/number.ts';
import { gpuText } from '../../text/gpu.ts';
import { latestOf } from './series.ts';
import { absenceOf, sentenceOf, stateOf } from './sleep.ts';
import { heldBackNow } from './throttle.ts';

/** From here on a GPU is kept busy, and below the second it has nothing to do worth a word. */
const BUSY_RATIO = 0.5;
const IDLE_RATIO = 0.03;

/** "Busy: 96 %, 13.7 of 16 GiB held by ollama", or what holds it back in place of "Busy"; of several GPUs how many there are, sleep and are held back; undefined where nothing is told now. */
export function headlineOf(data: MetricsRange, processes: GpuProcesses | undefined): string | undefined {
  const [only, ...others] = data.gpus;
  if (only === undefined) return gpuText.none;
  if (others.length > 0) {
    const asleep = data.gpuStates.filter(({ state }) => state === 'asleep').length;
    const sentence = asleep === 0 ? gpuText.gpus(data.gpus.length) : gpuText.gpusAsleep(data.gpus.length, asleep);
    const heldBack = data.gpus.filter(({ uuid }) => heldBackNow(data, uuid).length > 0).length;
    return heldBack === 0 ? sentence : gpuText.gpusHeldBack(sentence, heldBack);
  }
  const state = stateOf(data, only.uuid);
  if (state !== undefined && absenceOf(data, only.uuid) !== undefined) return sentenceOf(state, data.endSeconds);
  const utilization = nowOf(data, 'gpuUtilization', only.uuid);
  const used = nowOf(data, 'gpuMemoryUsed', only.uuid);
  if (utilization === null) return undefined;
  const word = utilization >= BUSY_RATIO ? 'busy' : utilization >= IDLE_RATIO ? 'working' : 'idle';
  const parts = [`${formatPercent(utilization)} %`, ...(used === null ? [] : [memoryOf(data, only.uuid, used)])];
  const holder = used === null ? undefined : holderOf(processes, only.uuid, used);
  const causes = heldBackNow(data, only.uuid);
  if (causes.length > 0) return gpuText.doingHeldBack(causes, parts.join(', '), holder);
  return gpuText.doing(word, parts.join(', '), holder);
}

/** `ollama` of `ollama-7d9c4b6f58-2xkq9`: the endings that a ReplicaSet and its pods are named by, in Kubernetes' own letters. */
function withoutHash(pod: string): string {
  return pod.replace(/-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/, '');
}

function memoryOf(data: MetricsRange, id: string, used: number): string {
  const total = nowOf(data, 'gpuMemoryTotal', id);
  const { value, unit } = formatBytes(used, undefined, total ?? used);
  if (total === null) return `${value} ${unit}`;
  return `${value} ${gpuText.ofLimit(formatBytes(total).value)} ${unit}`;
}

/** Who holds most of it, where that is at least half: less says nothing of why a GPU is full. */
function holderOf(told: GpuProcesses | undefined, gpu: string, used: number): string | undefined {
  if (told?.state !== 'known') return undefined;
  const own = told.processes.filter((one) => one.gpu === gpu);
  const most = own.reduce((a, b) => ((b.memoryBytes ?? 0) > (a?.memoryBytes ?? 0) ? b : a), own[0]);
  if (most?.memoryBytes === undefined || most.memoryBytes < used / 2) return undefined;
  return gpuText.heldBy(most.pod === undefined ? most.process : withoutHash(most.pod), own.length - 1);
}

function nowOf(data: MetricsRange, metric: MetricName, id: string): number | null {
  const result = data.results.find((one) => one.metric === metric);
  const series = result?.series.find((one) => one.id === id);
  return latestOf(series, data.endSeconds, data.stepSeconds);
}
