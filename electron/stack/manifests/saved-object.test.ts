import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { withoutServerFields } from './saved-object.ts';

// e2e/real/saved-objects.test.ts asks the API server about the whole of them.
const saved = (object: Omit<KubeObject, 'metadata'>, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  ...object,
  metadata: { name: 'a', uid: 'u', resourceVersion: '1', ...metadata },
});
const cleaned = (object: KubeObject) => withoutServerFields(object).object;

it('leaves alone what a person wrote', () => {
  const written: KubeObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a', labels: { 'job-name': 'x' }, finalizers: ['foregroundDeletion'] },
    spec: { clusterIP: '10.43.0.10', type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30080 }] },
    status: { loadBalancer: {} },
  };
  expect(withoutServerFields(written)).toEqual({ object: written, fields: [] });
});

it('takes kubectl’s note of how it was from any object, with the map that held nothing else', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"password":"x"}}' };
  const object: KubeObject = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', annotations } };
  expect(withoutServerFields(object)).toEqual({
    object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } },
    fields: ['metadata.annotations.kubectl.kubernetes.io/last-applied-configuration'],
  });
});

it.each<[what: string, object: KubeObject, expected: object]>([
  [
    'its marks, status and owners',
    saved(
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { replicas: 1 }, status: { replicas: 1 } },
      { generation: 3, creationTimestamp: '2026-01-01T00:00:00Z', selfLink: '/x', ownerReferences: [{ uid: 'o' }] },
    ),
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'a' }, spec: { replicas: 1 } },
  ],
  [
    'the addresses of a Service, and what a balancer opens on the nodes',
    saved({
      kind: 'Service',
      spec: {
        type: 'LoadBalancer',
        clusterIP: '10.0.0.1',
        clusterIPs: ['10.0.0.1'],
        ports: [{ port: 80, nodePort: 30080 }],
      },
    }),
    { spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } },
  ],
  [
    'not the port of the nodes that a Service is there for',
    saved({
      kind: 'Service',
      spec: { type: 'NodePort', clusterIP: '10.0.0.1', ports: [{ port: 80, nodePort: 30080 }] },
    }),
    { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] } },
  ],
  [
    'not the missing address of a headless one',
    saved({ kind: 'Service', spec: { clusterIP: 'None', clusterIPs: ['None'] } }),
    { spec: { clusterIP: 'None', clusterIPs: ['None'] } },
  ],
  [
    'the node and the token of a pod',
    saved({
      kind: 'Pod',
      spec: {
        nodeName: 'n',
        containers: [{ name: 'c', volumeMounts: [{ name: 'kube-api-access-x' }, { name: 'data' }] }, { name: 'd' }],
        volumes: [
          { name: 'kube-api-access-x', projected: {} },
          { name: 'data', emptyDir: {} },
        ],
      },
    }),
    {
      spec: {
        containers: [{ name: 'c', volumeMounts: [{ name: 'data' }] }, { name: 'd' }],
        volumes: [{ name: 'data', emptyDir: {} }],
      },
    },
  ],
  [
    'the selector of a Job, and its labels of it',
    saved(
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        spec: {
          selector: { matchLabels: { 'controller-uid': 'u' } },
          template: { metadata: { labels: { 'controller-uid': 'u', 'batch.kubernetes.io/job-name': 'a', app: 'x' } } },
        },
      },
      { labels: { 'controller-uid': 'u', 'job-name': 'a' } },
    ),
    { metadata: { name: 'a' }, spec: { template: { metadata: { labels: { app: 'x' } } } } },
  ],
  [
    'not the selector of a Job that has one of its own',
    saved({
      apiVersion: 'batch/v1',
      kind: 'Job',
      spec: { manualSelector: true, selector: { matchLabels: { a: 'b' } } },
    }),
    { spec: { manualSelector: true, selector: { matchLabels: { a: 'b' } } } },
  ],
  [
    'what binds a claim to its volume, and what guards it',
    saved(
      { kind: 'PersistentVolumeClaim', spec: { volumeName: 'pvc-1', storageClassName: 'x' } },
      {
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'volume.kubernetes.io/selected-node': 'n', own: '1' },
        finalizers: ['kubernetes.io/pvc-protection', 'example.com/own'],
      },
    ),
    {
      metadata: { name: 'a', annotations: { own: '1' }, finalizers: ['example.com/own'] },
      spec: { storageClassName: 'x' },
    },
  ],
])('leaves out %s', (_what, object, expected) => {
  const { apiVersion, kind } = object;
  expect(cleaned(object)).toEqual({ apiVersion, kind, metadata: { name: 'a' }, ...expected });
});

it('says nothing of objects that are the same afterwards', () => {
  const cleanedTwice = withoutServerFields(cleaned(saved({ data: { x: '1' } })));
  expect(cleanedTwice.fields).toEqual([]);
});
