import { describe, expect, it } from 'vitest';
import type { GpuProcess, GpuProcesses } from '../../../shared/model/gpu-process.ts';
import type { GpuState } from '../../../shared/model/gpu-state.ts';
import type { MetricName } from '../../../shared/model/metric-name.ts';
import { UNIT_OF } from '../../../shared/model/metric-name.ts';
import type { MetricResult, MetricsRange, Series } from '../../../shared/model/metrics.ts';
import { csvOf } from './csv.ts';
import { headlineOf } from './headline.ts';

const GIB = 1024 ** 3;
const END = 1_800_000_000;

const series = (value: number | null, id = 'GPU-1'): Series => ({ id, label: 'RTX', points: [[END, value]] });

function result(metric: MetricName, value: number | null): MetricResult {
  return { metric, unit: UNIT_OF[metric], state: 'ok', query: '', series: [series(value)] };
}

const rangeOf = (utilization: number | null, more: Partial<MetricsRange> = {}): MetricsRange => ({
  startSeconds: END - 3600,
  endSeconds: END,
  stepSeconds: 15,
  gpus: [{ uuid: 'GPU-1', name: 'RTX' }],
  gpuStates: [],
  sleep: [],
  results: [
    result('gpuUtilization', utilization),
    result('gpuMemoryUsed', 13.7 * GIB),
    result('gpuMemoryTotal', 16 * GIB),
  ],
  clockAheadSeconds: 0,
  remarks: [],
  ...more,
});

const process = (name: string, gib: number | undefined, gpu = 'GPU-1'): GpuProcess => ({
  gpu,
  gpuLabel: 'RTX',
  node: 'blade',
  pid: '1',
  process: name,
  ...(gib === undefined ? {} : { memoryBytes: gib * GIB }),
});

const known = (...processes: GpuProcess[]): GpuProcesses => ({ state: 'known', processes });

describe('headlineOf', () => {
  it('says what the GPU does, and how full it is', () => {
    expect(headlineOf(rangeOf(0.96), undefined)).toBe('Busy: 96 %, 13.7 of 16 GiB');
    expect(headlineOf(rangeOf(0.2), { state: 'off' })).toBe('At work: 20 %, 13.7 of 16 GiB');
    expect(headlineOf(rangeOf(0), known())).toBe('Idle: 0 %, 13.7 of 16 GiB');
  });

  it('names who holds most of the memory, of this GPU alone', () => {
    const told = known(process('Xorg', 0.2), process('ollama', 12), process('game', 14, 'GPU-2'));
    expect(headlineOf(rangeOf(0.96), told)).toBe('Busy: 96 %, 13.7 of 16 GiB held by ollama and 1 more');
    expect(headlineOf(rangeOf(0.96), known({ ...process('python', 12), pod: 'vllm-0' }))).toContain('held by vllm-0');
    const ofDeployment = { ...process('python', 12), pod: 'llama-finetune-7d9c4b6f58-2xkq9' };
    expect(headlineOf(rangeOf(0.96), known(ofDeployment))).toMatch(/held by llama-finetune$/);
  });

  it('names nobody where that says nothing', () => {
    for (const told of [known(process('Xorg', 2), process('game', 5)), known(process('ollama', undefined))])
      expect(headlineOf(rangeOf(0.5), told)).toBe('Busy: 50 %, 13.7 of 16 GiB');
  });

  it('says nothing where there is no sample now', () => {
    expect(headlineOf(rangeOf(null), undefined)).toBeUndefined();
  });

  it('says that it sleeps, and how many of several do', () => {
    const asleep: GpuState = {
      id: 'GPU-1',
      label: 'RTX',
      state: 'asleep',
      sleeps: true,
      sinceSeconds: END - 600,
      evidence: 'suspended',
    };
    expect(headlineOf(rangeOf(null, { gpuStates: [asleep] }), undefined)).toMatch(/^Asleep since \d/);
    const gpus = ['GPU-1', 'GPU-2'].map((uuid) => ({ uuid, name: 'H200' }));
    expect(headlineOf(rangeOf(0.5, { gpus, gpuStates: [asleep] }), undefined)).toBe('2 GPUs, 1 asleep');
    expect(headlineOf(rangeOf(0.5, { gpus }), undefined)).toBe('2 GPUs');
    expect(headlineOf(rangeOf(null, { gpus: [] }), undefined)).toBe('No GPU is reported');
  });
});

describe('csvOf', () => {
  it('has a row for each time, and leaves gaps empty', () => {
    const two = [series(0.5), { ...series(null, 'b'), points: [[END + 15, 1e-7] as [number, number]] }];
    expect(csvOf(two, ['a', 'b'], 'ratio')).toBe(
      `time,a (ratio),b (ratio)\r\n2027-01-15T08:00:00.000Z,0.5,\r\n2027-01-15T08:00:15.000Z,,1e-7\r\n`,
    );
  });

  it('keeps hostile names in their cell, and no formula', () => {
    const [head] = csvOf([series(1)], ['=HYPERLINK("x"),\r\n'], 'watts').split(',', 2);
    expect(head).toBe('time');
    expect(csvOf([series(1)], ['=HYPERLINK("x"),\r\n'], 'watts')).toContain('"\'=HYPERLINK(""x""),\r\n (watts)"');
  });
});
