import { expect, test } from 'vitest';
import { gpuProcessSchema } from '../../shared/model/gpu-process.ts';
import type { QueryResult, RangeResult } from './answers.ts';
import { gateGpusIn } from './gate.ts';
import { processesOf } from './gpu-processes.ts';

type Labels = Readonly<Record<string, string>>;

const vector = (...series: readonly (readonly [Labels, string])[]): QueryResult => ({
  resultType: 'vector',
  result: series.map(([metric, value]) => ({ metric, value: [0, value] as [number, string] })),
});
const NONE = vector();
const GRID = { startSeconds: 1_000, endSeconds: 1_900, stepSeconds: 100 };
const seen = (...series: readonly (readonly [Labels, readonly number[]])[]): RangeResult => ({
  resultType: 'matrix',
  result: series.map(([metric, times]) => ({ metric, values: times.map((time): [number, string] => [time, '1']) })),
});
const from = (first: number) => Array.from({ length: (1_900 - first) / 100 + 1 }, (_, index) => first + 100 * index);

const base = { instance: 'blade', uuid: '5d1a', container_id: '' };
const inPod = { ...base, pid: '10', process: 'python3', pod_uid: 'uid-1', container_id: 'c1' };
const game = { ...base, pid: '20', process: 'game "x"', pod_uid: '' };
const gpus = gateGpusIn(
  vector([{ instance: 'blade', pci: '0000:01:00.0', uuid: '5d1a', name: 'RTX', index: '0' }, '4']),
);

test('a process has its memory, its pod and since when it is there; outside of Kubernetes it has no pod', () => {
  const found = processesOf(
    gpus,
    {
      processes: vector([game, '1'], [inPod, '1']),
      memory: vector([inPod, '1048576'], [game, '1024']),
      pods: vector([{ uid: 'uid-1', namespace: 'lab', pod: 'train-0', instance: 'ksm' }, '1']),
      seen: seen([inPod, from(1_400)], [game, from(1_000)]),
    },
    GRID,
  );
  const gpu = { gpu: '5d1a', gpuLabel: 'RTX', node: 'blade' };
  expect(found).toEqual([
    {
      ...gpu,
      pid: '10',
      process: 'python3',
      memoryBytes: 1_048_576,
      namespace: 'lab',
      pod: 'train-0',
      sinceSeconds: 1_400,
    },
    { ...gpu, pid: '20', process: 'game "x"', memoryBytes: 1_024 },
  ]);
  expect(found.map((one) => gpuProcessSchema.parse(one))).toEqual(found);
});

test('memory that nobody tells is none, and a pod that nobody knows is told by its UID', () => {
  const answers = {
    processes: vector([inPod, '1'], [game, '1']),
    memory: vector([game, 'NaN']),
    pods: NONE,
    seen: seen(),
  };
  expect(processesOf(gpus, answers, GRID)).toEqual([
    { gpu: '5d1a', gpuLabel: 'RTX', node: 'blade', pid: '10', process: 'python3', pod: 'uid-1' },
    { gpu: '5d1a', gpuLabel: 'RTX', node: 'blade', pid: '20', process: 'game "x"' },
  ]);
});

test('a number that was given again is since it was given again, over a lost point or two series of the same process', () => {
  const answers = {
    processes: vector([game, '1'], [game, '1']),
    memory: NONE,
    pods: undefined,
    seen: seen([game, [1_000, 1_100, 1_500, ...from(1_600)]]),
  };
  expect(processesOf(gpus, answers, GRID)).toEqual([expect.objectContaining({ pid: '20', sinceSeconds: 1_500 })]);
});

test('the same process on two GPUs is told twice, a GPU that nobody knows by no name, and thousands are cut', () => {
  const other = { ...game, uuid: 'ffff' };
  const two = { processes: vector([game, '1'], [other, '1']), memory: NONE, pods: undefined, seen: seen() };
  expect(processesOf(gpus, two, GRID).map(({ gpu, gpuLabel }) => [gpu, gpuLabel])).toEqual([
    ['5d1a', 'RTX'],
    ['ffff', 'GPU'],
  ]);
  const many = vector(
    ...Array.from({ length: 5_000 }, (_, pid): [Labels, string] => [{ ...game, pid: `${pid}` }, '1']),
  );
  expect(processesOf(gpus, { ...two, processes: many }, GRID)).toHaveLength(200);
});
