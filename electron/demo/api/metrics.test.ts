// The metrics API of the demo cluster: what it tells, of whom, and what it refuses.
import { expect, test } from 'vitest';
import { Failure } from '../store/failure.ts';
import type { JsonObject } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { METRICS_RESOURCES, metricsAt } from './metrics.ts';
import { targetOf } from './request.ts';

const NOW = Date.parse('2026-11-30T14:00:00Z');
const pod = (name: string, startedAt: string): JsonObject => ({
  metadata: { name, namespace: 'web', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
  status: { containerStatuses: [{ name: 'main', state: { running: { startedAt } } }] },
});
const pods = [pod('old', '2026-11-30T13:00:00Z'), pod('new', '2026-11-30T13:59:55Z')];
const nodes = [{ metadata: { name: 'laptop' } }];
const store = { list: ({ kind }: { kind: string }) => (kind === 'Pod' ? pods : nodes) } as unknown as Store;
const usage = {
  container: () => ({ cpuCores: 0.0123, memoryBytes: 3 * 2 ** 20 }),
  node: () => ({ cpuCores: 1.5, memoryBytes: 2 ** 30 }),
};
const ask = (path: string, method = 'GET') => {
  const target = targetOf(`/apis/metrics.k8s.io/v1beta1/${path}`, METRICS_RESOURCES);
  if (target === undefined) throw new Error(`${path} leads nowhere`);
  return metricsAt(store, target, new URLSearchParams(), method, usage, NOW);
};

test('a pod is told of once it has run for a window', () => {
  expect(ask('namespaces/web/pods')).toMatchObject({
    kind: 'PodMetricsList',
    apiVersion: 'metrics.k8s.io/v1beta1',
    items: [
      {
        metadata: { name: 'old', namespace: 'web', labels: { app: 'web' } },
        timestamp: '2026-11-30T13:59:45Z',
        containers: [{ name: 'main', usage: { cpu: '12300000n', memory: '3072Ki' } }],
      },
    ],
  });
  expect(ask('nodes/laptop')).toMatchObject({
    kind: 'NodeMetrics',
    usage: { cpu: '1500000000n', memory: '1048576Ki' },
  });
});

test.each([
  ['namespaces/web/pods/new', 'GET', 404],
  ['namespaces/web/pods/old', 'DELETE', 405],
])('%s %s is refused with %i', (path, method, code) => {
  expect(() => ask(path, method)).toThrowError(Failure);
  try {
    ask(path, method);
  } catch (error) {
    expect((error as Failure).code).toBe(code);
  }
});
