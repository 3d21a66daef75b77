// A day, compressed: what watches, and a local address with ten thousand connections, leave behind is nothing.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect as dial } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { FakeService } from '../../electron/cluster/fake-service.testkit.ts';
import { type ForwardHandle, startForward } from '../../electron/cluster/forward.ts';
import { WATCHED, WATCHED_KINDS } from '../../electron/cluster/kinds.ts';
import { freePort, letThrough } from '../../electron/cluster/local-port.testkit.ts';
import type { Snapshot } from '../../electron/cluster/snapshot.ts';
import { ClusterStore } from '../../electron/cluster/store.ts';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { watchList } from '../../electron/kube/watch-list.ts';
import { Folder } from './folder.ts';
import { heapMb, held, listenersOf, warnings } from './held.ts';

/** A watch ends after five to ten minutes: of each kind so many a day. */
const WATCHES_A_DAY = 190;
const EVENTS_A_DAY = 100_000;
const EVENTS_A_WATCH = Math.ceil(EVENTS_A_DAY / WATCHES_A_DAY / WATCHED_KINDS.length);
/** Objects that are there at a time. */
const LIVE = 20;
const FAST = { backoff: { baseMs: 1, maxMs: 4, random: () => 1 } };

/** A watched kind on the server: numbered events, old objects deleted, and each way in which a watch may end, by turns. */
class FakeKind {
  #version = 1;
  #names: readonly string[] = [];
  lists = 0;
  watches = 0;
  events = 0;

  list(response: ServerResponse): void {
    this.lists += 1;
    const items = this.#names.map((name) => ({ metadata: { name, resourceVersion: `${this.#version}` } }));
    const metadata = { resourceVersion: `${this.#version}` };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ kind: 'ThingList', apiVersion: 'v1', metadata, items }));
  }

  watch(response: ServerResponse): void {
    this.watches += 1;
    const ending = this.watches % 5;
    if (ending === 0) {
      response.writeHead(500, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ kind: 'Status', code: 500, message: 'etcdserver: leader changed' }));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    for (let count = 0; count < EVENTS_A_WATCH; count++) this.#event(response);
    this.#send(response, 'BOOKMARK', '');
    if (ending === 1)
      response.end(`${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 410, message: 'too old' } })}\n`);
    else if (ending === 2) setImmediate(() => response.destroy());
    else response.end();
  }

  #event(response: ServerResponse): void {
    this.events += 1;
    const [oldest = ''] = this.#names;
    if (this.#names.length >= LIVE) {
      this.#names = this.#names.slice(1);
      this.#send(response, 'DELETED', oldest);
      return;
    }
    const name = `thing-${this.events}`;
    this.#names = [...this.#names, name];
    this.#send(response, 'ADDED', name);
  }

  #send(response: ServerResponse, type: string, name: string): void {
    this.#version += 1;
    const metadata = { name, resourceVersion: `${this.#version}`, annotations: { padding: 'x'.repeat(500) } };
    response.write(`${JSON.stringify({ type, object: { metadata } })}\n`);
  }
}

it('watches for a day, and holds no more than in its first hours', { timeout: 180_000 }, async () => {
  const heard = warnings();
  const kinds = new Map(WATCHED_KINDS.map((kind) => [WATCHED[kind].path('monitoring'), new FakeKind()]));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
    const kind = kinds.get(pathname);
    if (kind === undefined) response.end('ok');
    else if (searchParams.has('watch')) kind.watch(response);
    else kind.list(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const client = await connect(new Folder().kubeconfig({ cluster: { server: `http://127.0.0.1:${port}` } }));
  const signals = new Set<AbortSignal>();
  const noted: KubeClient = {
    server: client.server,
    request: (request) => client.request(request),
    websocket: (request, protocols) => client.websocket(request, protocols),
    close: () => client.close(),
    lines: (request) => {
      if (request.signal !== undefined) signals.add(request.signal);
      return client.lines(request);
    },
  };
  let told = 0;
  let last: Snapshot | undefined;
  const store = new ClusterStore({
    client: noted,
    namespace: 'monitoring',
    onChange: (snapshot) => {
      told += 1;
      last = snapshot;
    },
    watch: (own, target, observer) => watchList(own, target, observer, FAST),
  });
  const reached = (watches: number) =>
    vi.waitUntil(() => [...kinds.values()].every((kind) => kind.watches >= watches), {
      timeout: 150_000,
      interval: 20,
    });
  const sockets = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

  await reached(WATCHES_A_DAY / 5);
  const before = { heap: heapMb(), listeners: listenersOf(signals), sockets: await sockets() };
  await reached(WATCHES_A_DAY);
  const after = { heap: heapMb(), listeners: listenersOf(signals), sockets: await sockets() };

  expect(after.heap - before.heap).toBeLessThan(3);
  expect(signals.size).toBe(WATCHED_KINDS.length);
  for (const count of after.listeners) expect(count).toBeLessThanOrEqual(4);
  expect(after.sockets).toBeLessThanOrEqual(WATCHED_KINDS.length + 20);
  for (const { lists, watches, events } of kinds.values()) {
    // A list at first, and one after each 410: no other ending asks for one.
    expect(lists).toBeLessThanOrEqual(watches / 5 + 3);
    expect(events).toBeGreaterThan(WATCHES_A_DAY * EVENTS_A_WATCH * 0.75);
    expect(watches).toBeLessThan(WATCHES_A_DAY * 3);
  }
  // Told together, not one by one.
  expect(told).toBeLessThan(EVENTS_A_DAY / 20);
  expect(Math.max(...WATCHED_KINDS.map((kind) => last?.objects[kind].length ?? 0))).toBeLessThanOrEqual(LIVE);
  await store.dispose();
  expect(Math.max(...listenersOf(signals))).toBeLessThanOrEqual(1);
  await client.close();
  expect(heard).toEqual([]);
});

it('opens a watch that ends at once no more often than twice a second', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const isWatch = request.url?.includes('watch') === true;
    const list = { kind: 'ThingList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: [] };
    response.end(isWatch ? '' : JSON.stringify(list));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const client = await connect(new Folder().kubeconfig({ cluster: { server: `http://127.0.0.1:${port}` } }));
  const observer = { onSnapshot: () => {}, onEvent: () => {}, onState: () => {} };
  const stop = watchList(client, { path: '/api/v1/pods' }, observer);
  await sleep(6_000);
  await stop();
  await client.close();
  expect(asked).toBeGreaterThan(2);
  expect(asked).toBeLessThan(12);
});

const CONNECTIONS = 10_000;
const AT_A_TIME = 25;

it('forwards ten thousand connections, some of which break, and holds nothing of them', {
  timeout: 180_000,
}, async () => {
  const heard = warnings();
  const service = new FakeService();
  let pods = 0;
  const addPod = () => service.addPod(`web-${++pods}`, (_request, response) => response.end('x'.repeat(1_000)));
  await addPod();
  const forward: ForwardHandle = startForward({
    client: service.client,
    target: 'prometheus',
    service: { namespace: 'monitoring', name: 'web', port: 80 },
    preferredPort: await freePort(),
    probePath: '/',
    ports: { get: () => undefined, set: () => {} },
    onChange: () => {},
    open: service.open,
    gatekeeper: () => ({ accept: (socket) => void letThrough(socket, forward) }),
  });
  const { url = '' } = await forward.ready(AbortSignal.timeout(5_000));
  const port = Number(new URL(url).port);
  /** Reads an answer, hangs up in the middle of one, or before it. */
  const visit = async (count: number): Promise<void> => {
    const socket = dial(port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    if (count % 7 === 0) return void socket.destroy();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    if (count % 5 === 0) {
      await once(socket, 'readable');
      return void socket.destroy();
    }
    const answer = await buffer(socket).catch(() => Buffer.alloc(0));
    answers += answer.includes('200 OK') ? 1 : 0;
  };
  let answers = 0;
  const visits = async (from: number, to: number) => {
    for (let at = from; at < to; at += AT_A_TIME) {
      if (at % 1_000 === 0) {
        service.removePod(`web-${pods}`);
        await addPod();
      }
      await Promise.all(Array.from({ length: AT_A_TIME }, (_, index) => visit(at + index)));
    }
  };
  const settled = () => vi.waitUntil(() => (held().TCPSocketWrap ?? 0) <= 2, { timeout: 20_000, interval: 50 });

  await visits(0, CONNECTIONS / 5);
  await settled();
  const before = heapMb();
  await visits(CONNECTIONS / 5, CONNECTIONS);
  await settled();
  expect(heapMb() - before).toBeLessThan(4);
  expect(answers).toBeGreaterThan(CONNECTIONS * 0.65);
  expect(service.requests).toBeLessThan(CONNECTIONS * 3);
  await forward.dispose();
  service.close();
  await vi.waitUntil(() => (held().TCPServerWrap ?? 0) === 0 && (held().TCPSocketWrap ?? 0) === 0, 10_000);
  expect(heard).toEqual([]);
});
