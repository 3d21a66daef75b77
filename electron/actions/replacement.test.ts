import { expect, test } from 'vitest';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { replacementOf } from './replacement.ts';

const workload = (kind: string, spec: object, status: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'web' },
  spec,
  status,
});
const pod = (readyAfterS: number, restartCount = 0): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', creationTimestamp: '2026-11-30T10:00:00Z' },
  status: {
    containerStatuses: [{ restartCount }],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        lastTransitionTime: new Date(Date.UTC(2026, 10, 30, 10, 0, readyAfterS)).toISOString(),
      },
    ],
  },
});
const recreate = { replicas: 1, strategy: { type: 'Recreate' } };

test.each([
  [workload('Deployment', recreate), [pod(8)], 'web is not reachable for about 10 s.'],
  [workload('Deployment', recreate), [pod(100)], 'web is not reachable for about 2 min.'],
  [workload('Deployment', recreate), [pod(8, 2)], 'web is not reachable until its new pod is ready.'],
  [workload('Deployment', recreate), undefined, 'web is not reachable until its new pod is ready.'],
  [workload('Deployment', {}), [pod(8)], 'web stays reachable: a new pod is ready before an old one goes.'],
  [workload('Deployment', { replicas: 8 }), [], 'web runs on with at least 6 of 8 while its pods are replaced.'],
  [
    workload('Deployment', { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
    [],
    'web runs on with at least 1 of 2 while its pods are replaced.',
  ],
  [workload('Deployment', { replicas: 0 }), [], 'web has no pods now: nothing starts anew.'],
  [workload('StatefulSet', { replicas: 1 }), [pod(3)], 'web is not reachable for about 5 s.'],
  [
    workload('StatefulSet', { replicas: 3 }),
    [],
    'web runs on with 2 of 3 while its pods are replaced one after the other.',
  ],
  [
    workload('StatefulSet', { updateStrategy: { type: 'OnDelete' } }),
    [],
    'The pods of web are replaced only as they are deleted: its update strategy is OnDelete.',
  ],
  [workload('DaemonSet', {}, { desiredNumberScheduled: 1 }), [pod(8)], 'web is not reachable for about 10 s.'],
  [
    workload('DaemonSet', {}, { desiredNumberScheduled: 3 }),
    [pod(8)],
    'web is away from one node after the other, for about 10 s.',
  ],
  [
    workload('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1 } } }, { desiredNumberScheduled: 3 }),
    [],
    'web stays on each node: a new pod is ready before the old one goes.',
  ],
])('%#', (live, pods, sentence) => {
  expect(replacementOf(live, pods)).toBe(sentence);
});

test('says a sentence whatever stands in the fields', () => {
  for (const odd of [null, [], 'x', Number.POSITIVE_INFINITY, {}, ...Object.values(ATTACKS)]) {
    const spec = {
      replicas: odd,
      strategy: { rollingUpdate: { maxSurge: odd, maxUnavailable: odd } },
      updateStrategy: odd,
    } as object;
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
      expect(replacementOf(workload(kind, spec, { desiredNumberScheduled: odd }), [])).not.toMatch(
        /NaN|undefined|Infinity/,
      );
    }
  }
});
