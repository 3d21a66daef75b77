// `odin gpu`: how each GPU is and what it does now, and who uses it.
import { GPU_METRIC_NAMES } from '../../shared/model/gpu-exporters/metric-names.ts';
import type { GpuProcess, GpuProcesses } from '../../shared/model/gpu-process.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { MetricName } from '../../shared/model/metric-name.ts';
import type { MetricsRange } from '../../shared/model/metrics.ts';
import { age } from './age.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';
import { type Tone, toned } from './tone.ts';

/** Long enough to know who is there, short enough for steps as fine as the scrapes. */
const RANGE_SECONDS = 300;

/** A GPU now. What is not known is absent, and so is what a GPU that is not asked would say. */
export interface GpuNow {
  readonly id: string;
  readonly label: string;
  /** Absent where nothing stands before the exporter that could tell. */
  readonly state?: GpuState['state'];
  readonly sinceSeconds?: number;
  readonly evidence?: string;
  /** In the units of the metrics: ratios, bytes, °C, W. */
  readonly values: Readonly<Partial<Record<(typeof GPU_METRIC_NAMES)[number], number>>>;
}

export async function runGpu(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    await session.watch.first(signal);
    const [range, processes] = await Promise.all([
      session.metrics({ metrics: [...GPU_METRIC_NAMES], rangeSeconds: RANGE_SECONDS }, signal),
      session.gpuProcesses(signal),
    ]);
    const gpus = gpusNow(range);
    console.result({ gpus, processes }, gpuText(gpus, processes, range.endSeconds));
    for (const remark of range.remarks) console.say(remark);
    return EXIT.ok;
  });
}

/** The GPUs of a range as they are at its end. */
export function gpusNow({ gpus, gpuStates, results, endSeconds, stepSeconds }: MetricsRange): GpuNow[] {
  return gpus.map(({ uuid, name }) => {
    const { label: stateLabel, ...known } = gpuStates.find(({ id }) => id === uuid) ?? { label: undefined };
    const state = 'state' in known ? known : undefined;
    const isAsked = state === undefined || state.state === 'awake' || state.state === 'unknown';
    let label = stateLabel ?? name;
    const values: Partial<Record<MetricName, number>> = {};
    for (const { metric, series } of results) {
      const own = series.find(({ id }) => id === uuid);
      label = own?.label ?? label;
      const newest = own?.points.findLast(([, value]) => value !== null);
      // Older than two steps is no value of now.
      const value = newest !== undefined && newest[0] >= endSeconds - 2 * stepSeconds ? newest[1] : null;
      if (isAsked && value !== null) values[metric] = value;
    }
    return {
      id: uuid,
      label,
      ...(state === undefined ? {} : { state: state.state, evidence: state.evidence }),
      ...(state?.sinceSeconds === undefined ? {} : { sinceSeconds: state.sinceSeconds }),
      values,
    };
  });
}

/** Two tables; `nowSeconds` is of the clock that the times are of. */
export function gpuText(gpus: readonly GpuNow[], processes: GpuProcesses, nowSeconds: number): Block[] {
  if (gpus.length === 0) return ['No GPU is reported.'];
  const rows = gpus.map(({ label, state, sinceSeconds, values }) => [
    label,
    state === undefined ? '-' : toned(STATE_TONES[state], STATE_WORDS[state]),
    ago(sinceSeconds, nowSeconds),
    values.gpuUtilization === undefined ? '-' : `${Math.round(values.gpuUtilization * 100)} %`,
    ofLimit(values.gpuMemoryUsed, values.gpuMemoryTotal, 2 ** 30, 'GiB', 1),
    values.gpuTemperature === undefined ? '-' : `${Math.round(values.gpuTemperature)} °C`,
    ofLimit(values.gpuPower, values.gpuPowerLimit, 1, 'W', 0),
  ]);
  const heading = ['GPU', 'STATE', 'FOR', 'UTILISATION', 'MEMORY', 'TEMPERATURE', 'POWER'];
  return [{ heading, rows }, ...processLines(processes, nowSeconds)];
}

const STATE_WORDS: Readonly<Record<GpuState['state'], string>> = {
  awake: 'awake',
  asleep: 'asleep',
  leftAlone: 'left alone',
  unknown: '-',
};

const STATE_TONES: Readonly<Record<GpuState['state'], Tone>> = {
  awake: 'ok',
  asleep: 'none',
  leftAlone: 'none',
  unknown: 'none',
};

function processLines(told: GpuProcesses, nowSeconds: number): Block[] {
  switch (told.state) {
    case 'untold':
      return [];
    case 'off':
      return ['', 'Who uses a GPU is not told: gpu.processes in the settings turns that on.'];
    case 'known': {
      if (told.processes.length === 0) return ['', 'No process uses a GPU.'];
      const rows = told.processes.map((one) => [
        one.process,
        one.pid,
        placeOf(one),
        one.gpuLabel,
        ofLimit(one.memoryBytes, undefined, 2 ** 20, 'MiB', 0),
        one.sinceSeconds === undefined ? '1d or more' : ago(one.sinceSeconds, nowSeconds),
      ]);
      return ['', { heading: ['PROCESS', 'PID', 'POD', 'GPU', 'MEMORY', 'FOR'], rows }];
    }
  }
}

function placeOf({ namespace, pod, node }: GpuProcess): string {
  if (pod === undefined) return `none: a process of ${node === '' ? 'the machine' : node}`;
  return namespace === undefined ? pod : `${namespace}/${pod}`;
}

function ofLimit(
  value: number | undefined,
  limit: number | undefined,
  size: number,
  unit: string,
  digits: number,
): string {
  if (value === undefined) return '-';
  const number = (quantity: number) => (quantity / size).toFixed(digits);
  return limit === undefined ? `${number(value)} ${unit}` : `${number(value)} of ${number(limit)} ${unit}`;
}

function ago(sinceSeconds: number | undefined, nowSeconds: number): string {
  return sinceSeconds === undefined ? '-' : age((nowSeconds - sinceSeconds) * 1000);
}
