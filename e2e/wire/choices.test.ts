// A day of choosing: clusters chosen again and again, forwards made and ended. What is left of each afterwards is nothing.
import { getEventListeners, once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { FakeService } from '../../electron/cluster/fake-service.testkit.ts';
import { startForward } from '../../electron/cluster/forward.ts';
import { Clusters } from '../../electron/session/clusters.ts';
import { Contexts } from '../../electron/session/contexts.ts';
import { machineWith } from '../../electron/session/machine.testkit.ts';
import { SILENT } from '../../electron/session/session-listener.ts';
import { Folder } from './folder.ts';
import { heapMb, held, warnings } from './held.ts';

const descriptors = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
/** Listeners that outlive a session are those of the process. */
const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

const CHOICES = 500;

it('chooses five hundred clusters, and holds the last one alone', { timeout: 120_000 }, async () => {
  const heard = warnings();
  const pods = Array.from({ length: 50 }, (_, index) => ({
    metadata: { name: `pod-${index}`, annotations: { padding: 'x'.repeat(2_000) } },
  }));
  let open = 0;
  // Keeps nothing of what it is asked, unlike the scripted one.
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (url.includes('watch=')) {
      response.flushHeaders();
      open += 1;
      response.once('close', () => {
        open -= 1;
      });
    } else if (url.startsWith('/version')) response.end(JSON.stringify({ gitVersion: 'v1.36.5+k3s1' }));
    else {
      const items = url.includes('/pods') ? pods : [];
      response.end(JSON.stringify({ kind: 'List', metadata: { resourceVersion: '1' }, items }));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const folder = new Folder();
  const { file } = folder.kubeconfig({ cluster: { server: `http://127.0.0.1:${port}` } });
  const contexts = new Contexts(machineWith(file), join(folder.path, 'state'));
  const memory = new Map<string, number>();
  const clusters = new Clusters({
    contexts,
    assetsDir: folder.path,
    ports: { get: (name) => memory.get(name), set: (name, port) => void memory.set(name, port) },
    listener: SILENT,
    alertInterval: () => 15_000,
  });
  onTestFinished(() => clusters.dispose());
  const id = `${file}#test`;
  const impatient = AbortSignal.timeout(100_000);
  const choose = async (count: number) => {
    await clusters.select(id);
    // Asked for as a page does it: what it leads to ends with the session at the latest.
    for (const target of ['grafana', 'prometheus'] as const) {
      void clusters.session.forwards.open(target, impatient).catch(() => {});
    }
    // Each tenth is there before the next is chosen, the others are overtaken on their way.
    if (count % 10 === 0)
      await vi.waitUntil(() => clusters.status.state === 'connected', { timeout: 20_000, interval: 5 });
    else await new Promise((resolve) => setTimeout(resolve, count % 7));
  };
  const settled = async () => {
    await vi.waitUntil(() => clusters.status.state === 'connected', { timeout: 20_000, interval: 20 });
    return { heap: heapMb(), descriptors: descriptors(), listeners: listeners(), timers: held().Timeout ?? 0 };
  };
  for (let count = 0; count <= CHOICES / 5; count++) await choose(count);
  const before = await settled();
  for (let count = CHOICES / 5; count <= CHOICES; count++) await choose(count);
  const after = await settled();

  await vi.waitUntil(() => open < 40, { timeout: 10_000 });
  expect(after.heap - before.heap).toBeLessThan(4);
  expect(after.descriptors - before.descriptors).toBeLessThan(20);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners + 2);
  expect(after.timers - before.timers).toBeLessThan(20);
  // What the caller still holds is not listened to by what has ended.
  expect(getEventListeners(impatient, 'abort').length).toBeLessThan(10);
  await clusters.dispose();
  await vi.waitUntil(() => open === 0, { timeout: 10_000 });
  expect(heard).toEqual([]);
});

const FORWARDS = 1_000;
const AT_A_TIME = 25;

it('makes and ends a thousand forwards, ready or not', { timeout: 120_000 }, async () => {
  const heard = warnings();
  const service = new FakeService();
  await service.addPod('web-1', (_request, response) => response.end('ok'));
  const memory = new Map<string, number>();
  let states = 0;
  const one = async (count: number) => {
    const forward = startForward({
      client: service.client,
      target: 'prometheus',
      service: { namespace: 'monitoring', name: 'web', port: 80 },
      preferredPort: 0,
      probePath: '/',
      ports: { get: (name) => memory.get(name), set: () => {} },
      onChange: () => {
        states += 1;
      },
      open: service.open,
      gatekeeper: () => undefined,
    });
    // Some are ended while they start, as where another cluster is chosen.
    if (count % 5 !== 0) await forward.ready(AbortSignal.timeout(20_000));
    await forward.dispose();
  };
  const all = async (from: number, to: number) => {
    for (let at = from; at < to; at += AT_A_TIME)
      await Promise.all(Array.from({ length: AT_A_TIME }, (_, index) => one(at + index)));
    await vi.waitUntil(() => (held().TCPServerWrap ?? 0) <= 1, { timeout: 20_000, interval: 20 });
  };
  await all(0, FORWARDS / 5);
  const before = { heap: heapMb(), descriptors: descriptors() };
  await all(FORWARDS / 5, FORWARDS);
  expect(heapMb() - before.heap).toBeLessThan(3);
  expect(descriptors() - before.descriptors).toBeLessThan(10);
  expect(states).toBeGreaterThan(FORWARDS);
  service.close();
  expect(heard).toEqual([]);
});
