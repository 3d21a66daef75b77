import { expect, test } from 'vitest';
import { layOut } from './table.ts';
import { plain } from './tone.ts';
import { usageText } from './top.ts';

const MIB = 2 ** 20;
const pods = [
  { namespace: 'monitoring', name: 'grafana', cpuCores: 0.0124, memoryBytes: 100 * MIB },
  { namespace: 'monitoring', name: 'prometheus', cpuCores: 0.25, memoryBytes: 512 * MIB },
  { namespace: 'lab', name: 'new' },
];
const volumes = [
  { namespace: 'monitoring', claim: 'prometheus-data', usedBytes: 9_700 * MIB, capacityBytes: 10_000 * MIB },
];

test('who uses most is first, and what is not known is a dash', () => {
  expect(layOut(usageText({ pods, volumes: [] }, false)).map(plain)).toEqual([
    'POD          CPU    MEMORY',
    'prometheus   250m   512 MiB',
    'grafana      12m    100 MiB',
    'new          -      -',
  ]);
});

test('everywhere, each with its namespace; a volume that is nearly full stands out', () => {
  const lines = layOut(usageText({ pods, volumes }, true));
  expect(lines.map(plain)).toContain('monitoring/prometheus   250m   512 MiB');
  expect(lines.at(-1)).toContainEqual({ tone: 'bad', text: '97 %' });
});

test('memory of GPUs has a column where anybody has some', () => {
  const [gpu] = [{ ...pods[1], namespace: 'lab', name: 'train', gpuMemoryBytes: 2_048 * MIB }];
  expect(layOut(usageText({ pods: [gpu], volumes: [] }, false)).map(plain)).toEqual([
    'POD     CPU    MEMORY    GPU MEMORY',
    'train   250m   512 MiB   2048 MiB',
  ]);
  expect(usageText({ pods: [], volumes: [] }, false)).toEqual(['No pod is measured here.']);
});
