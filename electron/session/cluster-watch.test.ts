import { expect, test, vi } from 'vitest';
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { KubeClient } from '../kube/client.ts';
import { ClusterWatch } from './cluster-watch.ts';

const never = new AbortController().signal;

function watching() {
  const watched: string[] = [];
  const client: KubeClient = {
    server: 'https://fake',
    request: async ({ path }) => ({
      status: 200,
      warnings: [],
      body: (path === '/version'
        ? { gitVersion: 'v1.36.3' }
        : { metadata: { resourceVersion: '7' }, items: [] }) as never,
    }),
    lines: async function* ({ path, signal, onOpen }) {
      watched.push(path);
      onOpen?.();
      await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    },
    websocket: () => Promise.reject(new Error('not asked')),
    close: async () => {},
  };
  const watch = new ClusterWatch({
    client,
    context: { id: 'a#b', kind: 'kubeconfig', name: 'b' } as ClusterContext,
    namespace: 'monitoring',
    readExpected: async () => [],
    titleOf: () => undefined,
    onChange: () => {},
    onSnapshot: () => {},
  });
  return { watch, watched };
}

test('whoever looks once opens no watch, and whoever follows does', async () => {
  const { watch, watched } = watching();
  const seen = await watch.glance(never);
  expect(seen.status).toMatchObject({ state: 'connected', version: 'v1.36.3' });
  expect(seen.overview.installed).toBe(false);
  await watch.glance(never);
  expect(watched).toEqual([]);
  await watch.first(never);
  await vi.waitUntil(() => watched.includes('/api/v1/namespaces/monitoring/pods'));
  expect(watched.length).toBeGreaterThan(5);
  await watch.dispose();
});

test('a look that ends leaves nothing that would begin to watch', async () => {
  const { watch, watched } = watching();
  await watch.glance(never);
  await watch.dispose();
  await new Promise(setImmediate);
  expect(watched).toEqual([]);
});
