import { expect, test } from 'vitest';
import { gpuStateSchema } from '../../shared/model/gpu-state.ts';
import type { QueryResult } from './answers.ts';
import { gateGpusIn } from './gate.ts';
import { gpuStatesOf } from './gpu-states.ts';

type Labels = Readonly<Record<string, string>>;

/** An instant vector of the node `blade`, unless labels say otherwise. */
function vector(...series: readonly (readonly [name: string, labels: Labels, value: number | string])[]): QueryResult {
  const result = series.map(([name, labels, value]) => {
    const metric = { __name__: name, instance: 'blade', job: 'nvidia-gpu-exporter', ...labels };
    return { metric, value: [1_795_600_000, String(value)] as [number, string] };
  });
  return { resultType: 'vector', result };
}

const FIRST = { pci: '0000:01:00.0' };
const SECOND = { pci: '0000:41:00.0' };
const device = (labels: Labels, samples = 20) => ['odin_gpu_device_info', labels, samples] as const;
const rtx = { ...FIRST, uuid: '5d1a2b3c-0000', name: 'RTX 4090', index: '0' };
const status = (state: string, labels: Labels = FIRST) => ['odin_gpu_runtime_status', { ...labels, state }, 1] as const;
const asked = (value: number, labels: Labels = FIRST) => ['odin_gpu_asked', labels, value] as const;
const since = ['odin_gpu_state_since_timestamp_seconds', FIRST, 1_795_593_720] as const;
const one = gateGpusIn(vector(device(rtx)));

test.each([
  ['suspended', 0, 'asleep', 'runtime_status of 0000:01:00.0 is suspended'],
  ['suspending', 0, 'asleep', 'runtime_status of 0000:01:00.0 is suspending'],
  ['active', 1, 'awake', 'runtime_status of 0000:01:00.0 is active'],
  ['resuming', 1, 'awake', 'runtime_status of 0000:01:00.0 is resuming'],
  ['active', 0, 'leftAlone', 'runtime_status of 0000:01:00.0 is active; it is idle, and is not asked'],
  ['unknown', 1, 'unknown', 'runtime_status of 0000:01:00.0 cannot be read'],
])('%s and asked %i is %s', (runtime, isAsked, state, evidence) => {
  const states = gpuStatesOf(one, vector(status(runtime), asked(isAsked), since));
  expect(states).toEqual([
    { id: '5d1a2b3c-0000', label: 'RTX 4090', state, sinceSeconds: 1_795_593_720, evidence, sleeps: true },
  ]);
  expect(states.map((gpu) => gpuStateSchema.parse(gpu))).toEqual(states);
});

test('a GPU that does not fall asleep says so, and is awake', () => {
  const [gpu] = gpuStatesOf(one, vector(status('active'), asked(1), ['odin_gpu_sleeps', FIRST, 0]));
  expect(gpu).toMatchObject({ state: 'awake', sleeps: false });
  expect(gpu?.evidence).toBe('runtime_status of 0000:01:00.0 is active; it is not known to fall asleep');
});

test('of two statuses at once it is not asleep unless both say so, and a time that cannot be is not told', () => {
  const strange = ['odin_gpu_state_since_timestamp_seconds', FIRST, 'NaN'] as const;
  const states = gpuStatesOf(one, vector(status('suspended'), status('active'), asked(1), strange));
  expect(states).toEqual([expect.objectContaining({ state: 'awake' })]);
  expect(states[0]).not.toHaveProperty('sinceSeconds');
});

test('without a sample of its gate nothing is said of a GPU', () => {
  expect(gpuStatesOf(one, vector())).toEqual([]);
  expect(gpuStatesOf(one, vector(status('suspended', SECOND), asked(0, SECOND)))).toEqual([]);
  expect(gpuStatesOf([], vector(status('suspended'), asked(0)))).toEqual([]);
});

test('what is known of a GPU by now counts before what was not known yet, and a GPU without a UUID is told by its place', () => {
  const nameless = { ...FIRST, uuid: '', name: '', index: '' };
  expect(gateGpusIn(vector(device(nameless, 900), device(rtx, 2)))).toEqual(one);
  expect(gateGpusIn(vector(device({ ...rtx, uuid: 'GPU-5D1A2B3C-0000' })))).toEqual(one);
  const gpus = gateGpusIn(vector(device(nameless)));
  expect(gpuStatesOf(gpus, vector(status('suspended'), asked(0)))).toEqual([
    expect.objectContaining({ id: 'blade 0000:01:00.0', label: 'GPU 0000:01:00.0', state: 'asleep' }),
  ]);
});

test('GPUs are named by model, by number where a node has two such, by node where two nodes have one', () => {
  const h200 = (instance: string, index: string, labels: Labels) =>
    device({ instance, name: 'H200', index, ...labels });
  const gpus = gateGpusIn(
    vector(
      h200('rack', '1', { ...SECOND, uuid: 'b' }),
      h200('rack', '0', { ...FIRST, uuid: 'a' }),
      h200('desk', '0', { ...FIRST, uuid: 'c' }),
      device(rtx),
    ),
  );
  const all = gpus.map(({ node, pci }) => [
    status('active', { instance: node, pci }),
    asked(1, { instance: node, pci }),
  ]);
  expect(gpuStatesOf(gpus, vector(...all.flat())).map(({ id, label }) => [id, label])).toEqual([
    ['5d1a2b3c-0000', 'RTX 4090'],
    ['c', 'H200 on desk'],
    ['a', 'H200 #0 on rack'],
    ['b', 'H200 #1 on rack'],
  ]);
});

test('a page of thousands of GPUs is cut', () => {
  const many = Array.from({ length: 5_000 }, (_, index) =>
    device({ pci: `0000:${index}`, uuid: `${index}`, index: '' }),
  );
  expect(gateGpusIn(vector(...many))).toHaveLength(64);
  expect(gateGpusIn({ resultType: 'scalar', result: [0, '1'] })).toEqual([]);
});
