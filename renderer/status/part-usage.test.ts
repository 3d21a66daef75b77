import { expect, it } from 'vitest';
import { usageByPod, usageOfPart } from './part-usage.ts';

const pod = (name: string, namespace = 'monitoring') => ({ apiVersion: 'v1', kind: 'Pod', namespace, name });
const byPod = usageByPod({
  source: 'prometheus',
  at: 0,
  volumes: [],
  pods: [
    { namespace: 'monitoring', name: 'loki-0', cpuCores: 0.25, memoryBytes: 100, gpuMemoryBytes: 7 },
    { namespace: 'monitoring', name: 'loki-1', cpuCores: 0.5 },
    { namespace: 'demo', name: 'loki-0', cpuCores: 8, memoryBytes: 8 },
  ],
});

it('adds up what its pods use', () => {
  expect(usageOfPart([pod('loki-0'), pod('loki-1')], byPod)).toEqual({
    cpuCores: 0.75,
    memoryBytes: 100,
    gpuMemoryBytes: 7,
  });
});

it('knows nothing of pods without numbers, which is not zero', () => {
  expect(usageOfPart([pod('grafana-0')], byPod)).toEqual({ cpuCores: undefined, memoryBytes: undefined });
  expect(usageOfPart([pod('loki-0')], usageByPod(undefined))).toEqual({ cpuCores: undefined, memoryBytes: undefined });
});
