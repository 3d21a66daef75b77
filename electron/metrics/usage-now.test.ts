// Pods and volumes out of Prometheus' answers: hostile numbers, restarts, pods that are gone, disks that are shared.
import { expect, test } from 'vitest';
import type { QueryResult } from './answers.ts';
import { podCpuPromql, podMemoryPromql, podMemoryRangePromql } from './container-usage.ts';
import { podsUsing } from './usage-now.ts';
import { volumesIn } from './volume-fill.ts';

const vector = (...series: (readonly [Record<string, string>, string])[]): QueryResult => ({
  resultType: 'vector',
  result: series.map(([metric, value]) => ({ metric, value: [1_764_500_000, value] })),
});
const pod = (name: string, namespace = 'web') => ({ namespace, pod: name });
const NONE = vector();
const podsOf = (answers: {
  cpu?: QueryResult;
  memory?: QueryResult;
  gpuMemory?: QueryResult;
  podsOfUids?: QueryResult;
}) => podsUsing({ cpu: NONE, memory: NONE, gpuMemory: NONE, podsOfUids: undefined, ...answers });

test('CPU, memory and GPU memory of a pod come together', () => {
  const answers = {
    cpu: vector([pod('a'), '0.25'], [pod('a', 'other'), '1']),
    memory: vector([pod('a'), '1048576'], [pod('a', 'other'), '2']),
    gpuMemory: vector([{ pod_uid: 'u1' }, '100'], [{ pod_uid: 'u2' }, '7']),
    podsOfUids: vector([{ ...pod('a'), uid: 'u1' }, '1']),
  };
  expect(podsOf(answers)).toEqual([
    { namespace: 'web', name: 'a', cpuCores: 0.25, memoryBytes: 1048576, gpuMemoryBytes: 100 },
    { namespace: 'other', name: 'a', cpuCores: 1, memoryBytes: 2 },
  ]);
});

test('a pod whose memory is told no more is gone, though the rate of its CPU goes on for a while', () => {
  const answers = { cpu: vector([pod('gone'), '1'], [pod('here'), '2']), memory: vector([pod('here'), '3']) };
  expect(podsOf(answers)).toEqual([{ namespace: 'web', name: 'here', cpuCores: 2, memoryBytes: 3 }]);
});

test('where memory is not told at all, CPU is', () => {
  expect(podsOf({ cpu: vector([pod('a'), '0.5']) })).toEqual([{ namespace: 'web', name: 'a', cpuCores: 0.5 }]);
});

test.each(['NaN', '+Inf', '-Inf', '-1', 'x'])('%s is no amount', (value) => {
  expect(podsOf({ cpu: vector([pod('a'), value]), memory: vector([pod('a'), '5']) })).toEqual([
    { namespace: 'web', name: 'a', memoryBytes: 5 },
  ]);
});

test('series without names, histograms and other shapes are no pods', () => {
  expect(podsOf({ memory: vector([{}, '5'], [{ namespace: 'web' }, '5']) })).toEqual([]);
  expect(podsOf({ memory: { resultType: 'scalar', result: [1, '5'] } })).toEqual([]);
  const histogram = { resultType: 'vector', result: [{ metric: pod('a'), histogram: [1, {}] }] } as const;
  expect(podsOf({ memory: histogram as unknown as QueryResult })).toEqual([]);
});

test('no more than ten thousand pods', () => {
  const many = Array.from({ length: 12_000 }, (_, index) => [pod(`p${index}`), '1'] as const);
  expect(podsOf({ memory: vector(...many) })).toHaveLength(10_000);
});

test('the container that holds the network is left out, and pods that are known by themselves alone are not', () => {
  expect(podMemoryPromql()).toBe(
    'sum by (namespace, pod) (max by (namespace, pod, container) (container_memory_working_set_bytes{pod!="", container!="", container!="POD"}))' +
      ' or max by (namespace, pod) (container_memory_working_set_bytes{pod!="", container=""})',
  );
  expect(podCpuPromql({ rateSeconds: 90 }, 'namespace="a", ')).toContain(
    '(rate(container_cpu_usage_seconds_total{namespace="a", pod!="", container!="", container!="POD"}[90s]))',
  );
  expect(podMemoryRangePromql({ average: true, gaugeSeconds: 240, rateSeconds: 240 })).toContain('avg_over_time(');
});

const claim = (name: string) => ({ namespace: 'web', persistentvolumeclaim: name });

test('a volume that is a folder of the disk says nothing of its own fill', () => {
  const answers = {
    used: vector([claim('own'), '10'], [claim('folder'), '700'], [claim('odd'), 'NaN']),
    capacity: vector([claim('own'), '40'], [claim('folder'), '1000'], [claim('odd'), '40'], [claim('unused'), '5']),
    disks: vector([{ instance: 'n', device: '/dev/sda1' }, '1000']),
  };
  expect(volumesIn(answers)).toEqual([{ namespace: 'web', claim: 'own', usedBytes: 10, capacityBytes: 40 }]);
});

test.each(['0', '+Inf', 'NaN', '-1'])('a capacity of %s is none', (capacity) => {
  const answers = { used: vector([claim('a'), '10']), capacity: vector([claim('a'), capacity]), disks: NONE };
  expect(volumesIn(answers)).toEqual([]);
});
