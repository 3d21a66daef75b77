import { expect, test } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Cluster } from '../release/context.ts';
import { losesClaims, whatGoesWith } from './goes-with.ts';

const object = (kind: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'web', namespace: 'a', uid: '1' },
  ...more,
});
const pod = (name: string, spec: object): object => ({ metadata: { name }, spec });
/** Whose namespace has these pods. */
const cluster = (...items: readonly object[]) =>
  ({ client: { request: async () => ({ body: { items } }) } }) as unknown as Cluster;

test('names the pods that will not start again without it', async () => {
  const pods = [
    pod('p1', { containers: [{ envFrom: [{ secretRef: { name: 'web' } }] }] }),
    pod('p2', { volumes: [{ projected: { sources: [{ secret: { name: 'web' } }] } }] }),
    pod('p3', { containers: [{ env: [{ valueFrom: { configMapKeyRef: { name: 'web' } } }] }] }),
  ];
  expect(await whatGoesWith(cluster(...pods), object('Secret'))).toEqual(['p1, p2 will not start again without it.']);
  expect(await whatGoesWith(cluster(...pods), object('ConfigMap'))).toEqual(['p3 will not start again without it.']);
});

test('says of a claim that its data is lost, and what it waits for', async () => {
  const uses = pod('p1', { volumes: [{ persistentVolumeClaim: { claimName: 'web' } }] });
  expect(await whatGoesWith(cluster(uses), object('PersistentVolumeClaim'))).toEqual([
    'What it holds is lost.',
    'It goes when no pod uses it any more: now p1.',
  ]);
});

test('says of a StatefulSet whether its claims go with it', async () => {
  const spec = {
    replicas: 2,
    selector: { matchLabels: { a: 'b' } },
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
  };
  const kept = object('StatefulSet', { spec });
  expect(losesClaims(kept)).toEqual([]);
  expect(await whatGoesWith(cluster({}, {}), kept)).toEqual([
    'web stops: its 2 pods end.',
    'Its claims stay, with what they hold.',
  ]);
  const taken = object('StatefulSet', {
    spec: { ...spec, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
  });
  expect(losesClaims(taken)).toEqual(['PersistentVolumeClaim/a/data-web-0', 'PersistentVolumeClaim/a/data-web-1']);
  expect((await whatGoesWith(cluster({}), taken))[0]).toBe('Its claims go too: what they hold is lost.');
});

test('says who makes it again, and what holds it', async () => {
  const owned = object('Pod');
  const reference = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-1', uid: '2', controller: true };
  const metadata = {
    ...owned.metadata,
    ownerReferences: [reference],
    finalizers: ['example.com/hold', 'kubernetes.io/x'],
  };
  expect((await whatGoesWith(cluster(), { ...owned, metadata })).slice(1)).toEqual([
    'Its ReplicaSet web-1 makes another one.',
    'It goes only when example.com/hold is done.',
  ]);
});
