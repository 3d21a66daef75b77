import { expect, test } from 'vitest';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { MetricName } from '../../shared/model/metric-name.ts';
import type { MetricResult, MetricsRange } from '../../shared/model/metrics.ts';
import { type GpuNow, gpusNow, gpuText } from './gpu.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const shown = (...args: Parameters<typeof gpuText>) => layOut(gpuText(...args)).map(plain);

const NOW = 1_000_000;
const GIB = 2 ** 30;

const state = (id: string, state: GpuState['state'], label = 'H200 #1'): GpuState => ({
  id,
  label,
  state,
  sinceSeconds: NOW - 7_300,
  evidence: 'runtime_status of 0000:41:00.0 is suspended',
  sleeps: true,
});
/** Points up to `ago` seconds before now. */
const result = (metric: MetricName, id: string, label: string, value: number, ago = 0): MetricResult => ({
  metric,
  unit: 'ratio',
  state: 'ok',
  query: '',
  series: [
    {
      id,
      label,
      points: [60, 50, 40, 30, 20, 10, 0].map((before) => [NOW - before, before >= ago ? value : null]),
    },
  ],
});
const range = (parts: Partial<MetricsRange>): MetricsRange => ({
  startSeconds: NOW - 60,
  endSeconds: NOW,
  stepSeconds: 10,
  gpus: [{ uuid: 'a', name: 'H200' }],
  gpuStates: [],
  sleep: [],
  results: [],
  clockAheadSeconds: 0,
  remarks: [],
  ...parts,
});

test('a GPU has the values that are not older than two steps, and the name of the charts', () => {
  const results = [result('gpuUtilization', 'a', 'H200 #0', 0.5, 20), result('gpuPower', 'a', 'H200 #0', 300, 30)];
  expect(gpusNow(range({ results }))).toEqual([{ id: 'a', label: 'H200 #0', values: { gpuUtilization: 0.5 } }]);
});

test.each([
  ['asleep', {}],
  ['leftAlone', {}],
  ['awake', { gpuPower: 300 }],
  ['unknown', { gpuPower: 300 }],
] as const)('a GPU that is %s has %j', (how, values) => {
  const told = range({ gpuStates: [state('a', how)], results: [result('gpuPower', 'a', 'H200 #1', 300)] });
  const evidence = 'runtime_status of 0000:41:00.0 is suspended';
  expect(gpusNow(told)).toEqual([
    { id: 'a', label: 'H200 #1', state: how, evidence, sinceSeconds: NOW - 7_300, values },
  ]);
});

const busy: GpuNow = {
  id: 'a',
  label: 'RTX 4090',
  state: 'awake',
  sinceSeconds: NOW - 90,
  values: {
    gpuUtilization: 0.957,
    gpuMemoryUsed: 13.6 * GIB,
    gpuMemoryTotal: 16 * GIB,
    gpuTemperature: 71.2,
    gpuPower: 148.6,
    gpuPowerLimit: 175,
  },
};
const asleep: GpuNow = { id: 'b', label: 'H200', state: 'asleep', sinceSeconds: NOW - 7_300, values: {} };
const noState: GpuNow = { id: 'c', label: 'A2', values: { gpuPower: 9 } };

test('a line for each GPU: what is not known is a dash, and asleep is no zero', () => {
  expect(shown([busy, asleep, noState], { state: 'untold' }, NOW)).toEqual([
    'GPU        STATE    FOR   UTILISATION   MEMORY             TEMPERATURE   POWER',
    'RTX 4090   awake    90s   96 %          13.6 of 16.0 GiB   71 °C         149 of 175 W',
    'H200       asleep   2h    -             -                  -             -',
    'A2         -        -     -             -                  -             9 W',
  ]);
  expect(shown([], { state: 'off' }, NOW)).toEqual(['No GPU is reported.']);
});

test('then who uses them, or why that is not told', () => {
  const tail = (told: Parameters<typeof gpuText>[1]) => shown([noState], told, NOW).slice(2);
  const on = { gpu: 'a', gpuLabel: 'RTX 4090', node: 'blade' };
  const inPod = { ...on, pid: '10', process: 'python3', memoryBytes: 2 ** 30, namespace: 'lab', pod: 'train-0' };
  const game = { ...on, pid: '20', process: 'game', sinceSeconds: NOW - 600 };
  expect(tail({ state: 'known', processes: [inPod, game] })).toEqual([
    '',
    'PROCESS   PID   POD                        GPU        MEMORY     FOR',
    'python3   10    lab/train-0                RTX 4090   1024 MiB   1d or more',
    'game      20    none: a process of blade   RTX 4090   -          10m',
  ]);
  expect(tail({ state: 'known', processes: [] })).toEqual(['', 'No process uses a GPU.']);
  expect(tail({ state: 'off' }).at(-1)).toContain('gpu.processes in the settings');
});
