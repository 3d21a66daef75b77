import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import type { Forward } from '../../shared/model/forward.ts';
import { echoServer, FakeService } from './fake-service.testkit.ts';
import { type ForwardHandle, type ForwardOptions, type Gatekeeper, startForward } from './forward.ts';
import { freePort, letThrough } from './local-port.testkit.ts';

const never = new AbortController().signal;
const soon = () => AbortSignal.timeout(5_000);
const handles: ForwardHandle[] = [];
let service: FakeService;
let seen: Forward[];
let memory: Map<string, number>;
/** Nobody listens there but, at times, the test. */
let preferredPort: number;

beforeEach(async () => {
  service = new FakeService();
  seen = [];
  memory = new Map();
  preferredPort = await freePort();
});
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.dispose();
  service.close();
});

function start(options: Partial<ForwardOptions> = {}): ForwardHandle {
  const handle = startForward({
    client: service.client,
    target: 'prometheus',
    service: { namespace: 'monitoring', name: 'web', port: 80 },
    preferredPort,
    probePath: '/-/ready',
    ports: { get: (name) => memory.get(name), set: (name, port) => void memory.set(name, port) },
    onChange: (forward) => seen.push(forward),
    open: service.open,
    gatekeeper: () => ({ accept: (socket) => void letThrough(socket, handle) }),
    ...options,
  });
  handles.push(handle);
  return handle;
}

const until = (condition: () => boolean) => vi.waitUntil(condition, 8_000);
const bodyOf = async (forward: Forward, path = '/') => (await fetch(`${forward.url}${path}`)).text();
const failureOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: AppError) => error,
  );

test('is ready once the probe was answered, at the port that people expect', async () => {
  await service.addPod('web-1', (request, response) => response.end(`one ${request.url}`));
  const forward = await start().ready(soon());
  expect(forward).toEqual({ target: 'prometheus', state: 'ready', url: `http://127.0.0.1:${preferredPort}` });
  expect(await bodyOf(forward, '/graph')).toBe('one /graph');
  expect(seen.map(({ state }) => state)).toEqual(['starting', 'ready']);
});

test('leads to another service where there is one', async () => {
  const web = { namespace: 'monitoring', name: 'web', port: 80 };
  const gone = { ...web, name: 'gone' };
  await service.addPod('web-1', (_, response) => response.end('one'));
  const found = await start({ service: gone, elsewhere: async () => web }).ready(soon());
  expect(await bodyOf(found)).toBe('one');
  const lost = start({ service: gone, elsewhere: async () => undefined });
  expect((await failureOf(lost.ready(soon()))).message).toContain('gone');
});

test('a taken port is left alone; the one found instead is kept', async () => {
  const neighbour = createServer().listen(preferredPort, '127.0.0.1');
  await once(neighbour, 'listening');
  await service.addPod('web-1', (_, response) => response.end());
  const first = start();
  const { url } = await first.ready(soon());
  expect(url).not.toContain(String(preferredPort));
  await first.dispose();
  expect((await start().ready(soon())).url).toBe(url);
  neighbour.close();
});

test('who calls while the pod is replaced waits for the new one', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  const handle = start();
  const forward = await handle.ready(soon());
  expect(await bodyOf(forward)).toBe('one');
  service.removePod('web-1');
  const answer = bodyOf(forward);
  await until(() => handle.current().state === 'recovering');
  expect(handle.current().reason).toMatch(/^Service monitoring\/web has no ready pod: web-next: /);
  await service.addPod('web-2', (_, response) => response.end('two'));
  expect(await answer).toBe('two');
  await until(() => handle.current().state === 'ready');
  expect(handle.current().url).toBe(forward.url);
});

test('heals by itself, and sooner when told that endpoints changed', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  const handle = start();
  await handle.ready(soon());
  service.removePod('web-1');
  handle.check();
  await until(() => handle.current().state === 'recovering');
  await service.addPod('web-2', (_, response) => response.end('two'));
  await until(() => handle.current().state === 'ready');
});

test('is lost with the cluster, and back with it, although its pod never noticed', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  const handle = start();
  const { url } = await handle.ready(soon());
  handle.suspend('Nobody answers.');
  expect(handle.current()).toEqual({ target: 'prometheus', state: 'recovering', url, reason: 'Nobody answers.' });
  const asked = service.requests;
  handle.check();
  const impatient = await failureOf(handle.ready(AbortSignal.timeout(600)));
  expect([impatient.code, impatient.message]).toEqual(['unavailable', 'Nobody answers.']);
  expect(service.requests).toBe(asked);
  const waiting = handle.ready(soon());
  handle.resume();
  expect(await waiting).toEqual({ target: 'prometheus', state: 'ready', url });
  expect(service.requests).toBeGreaterThan(asked);
});

test('a probe that hangs with the cluster does not hold it up when the cluster is back', async () => {
  let probes = 0;
  await service.addPod('web-1', (_, response) => {
    probes += 1;
    if (probes > 1) response.end();
  });
  const handle = start();
  await until(() => probes === 1);
  handle.suspend('Nobody answers.');
  const resumedAt = performance.now();
  handle.resume();
  await handle.ready(soon());
  expect(performance.now() - resumedAt).toBeLessThan(2_000);
});

test('asks nothing while all is well', async () => {
  await service.addPod('web-1', (_, response) => response.end());
  await start().ready(soon());
  const asked = service.requests;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(service.requests).toBe(asked);
});

test('without the Service it says at once what to do, and becomes ready once it is there', async () => {
  service.exists = false;
  const handle = start();
  const error = await failureOf(handle.ready(never));
  expect([error.code, error.message, error.remedy]).toEqual([
    'notFound',
    'Service monitoring/web is not in the cluster: install the stack first.',
    'odin install',
  ]);
  expect(handle.current().state).toBe('starting');
  service.exists = true;
  await service.addPod('web-1', (_, response) => response.end());
  expect((await handle.ready(soon())).state).toBe('ready');
});

test('a service that is not well is not ready, and the reason is what a timeout tells', async () => {
  await service.addPod('web-1', (_, response) => response.writeHead(503).end());
  const handle = start();
  await until(() => handle.current().reason !== undefined);
  const error = await failureOf(handle.ready(AbortSignal.timeout(10)));
  expect([error.code, error.message]).toEqual([
    'unavailable',
    'Service monitoring/web answers /-/ready with HTTP 503.',
  ]);
});

test('a caller who gives up is told so, not an error', async () => {
  const controller = new AbortController();
  const waiting = failureOf(start().ready(controller.signal));
  controller.abort();
  expect((await waiting).code).toBe('cancelled');
});

test('carries 200 connections at once, each through a tunnel of its own', async () => {
  await service.addPod('web-1', (request, response) => response.end(request.url));
  const forward = await start().ready(soon());
  const paths = Array.from({ length: 200 }, (_, index) => `/${index}`);
  expect(await Promise.all(paths.map((path) => bodyOf(forward, path)))).toEqual(paths);
  expect(service.tunnels.length).toBeGreaterThan(200);
});

test('nothing but the gatekeeper answers the callers, and it reaches the service by tunnels of its own', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  let keeper: Gatekeeper | undefined;
  const handle = start({ gatekeeper: () => keeper });
  const forward = await handle.ready(soon());
  const tunnels = service.tunnels.length;
  await expect(bodyOf(forward)).rejects.toThrow();
  keeper = {
    accept: (socket) => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhalt'),
  };
  expect(await bodyOf(forward)).toBe('halt');
  expect(service.tunnels.length).toBe(tunnels);

  const controller = new AbortController();
  service.removePod('web-1');
  const opening = handle.open(controller.signal);
  await service.addServer('echo', echoServer());
  const tunnel = await opening;
  tunnel.write('hello');
  expect(String((await once(tunnel, 'data'))[0])).toBe('hello');
  controller.abort();
  await vi.waitUntil(() => tunnel.destroyed);
});

test('hidden, it is ready without a port of this machine; exposed, it has one', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  const handle = start({ isHidden: true });
  expect(await handle.ready(soon())).toEqual({ target: 'prometheus', state: 'ready' });
  expect([handle.isExposed, handle.current().url]).toEqual([false, undefined]);
  await expect(fetch(`http://127.0.0.1:${preferredPort}/`)).rejects.toThrow();
  const tunnel = await handle.open(soon());
  tunnel.destroy();
  handle.expose();
  expect(await handle.ready(soon())).toMatchObject({ state: 'ready', url: `http://127.0.0.1:${preferredPort}` });
  expect(handle.isExposed).toBe(true);
});

test('exposed while it is proved, it is ready only with its address', async () => {
  let answer = () => {};
  await service.addPod('web-1', (_, response) => {
    answer = () => response.end();
  });
  const handle = start({ isHidden: true });
  await until(() => service.tunnels.length === 1);
  const waiting = handle.ready(soon());
  handle.expose();
  const timer = setInterval(() => answer(), 20);
  expect((await waiting).url).toBe(`http://127.0.0.1:${preferredPort}`);
  clearInterval(timer);
});

test('by IPv6 too nobody else has its port', async () => {
  await service.addPod('web-1', (_, response) => response.end('one'));
  const neighbour = createServer((socket) => socket.destroy()).listen(preferredPort, '::1');
  await once(neighbour, 'listening');
  const { url = '' } = await start().ready(soon());
  const { port } = new URL(url);
  expect(Number(port)).not.toBe(preferredPort);
  expect(await (await fetch(`http://[::1]:${port}/`)).text()).toBe('one');
  await expect(once(createServer().listen(Number(port), '::1'), 'listening')).rejects.toThrow('EADDRINUSE');
  neighbour.close();
});

test('stopped, it lets go of its port and its connections, and waiters hear of it', async () => {
  await service.addPod('web-1', (request, response) => {
    if (request.url === '/-/ready') response.end();
  });
  const handle = start();
  const forward = await handle.ready(soon());
  const hanging = fetch(`${forward.url}/hang`);
  await until(() => service.tunnels.length === 2);
  const unanswered = start({ preferredPort: await freePort(), open: () => new Promise(() => {}) });
  const waiting = failureOf(unanswered.ready(never));
  await handle.dispose();
  await expect(hanging).rejects.toThrow();
  await expect(fetch(`${forward.url}/`)).rejects.toThrow();
  expect(handle.current()).toEqual({ target: 'prometheus', state: 'stopped' });
  expect((await failureOf(handle.ready(never))).code).toBe('cancelled');
  await unanswered.dispose();
  expect((await waiting).code).toBe('cancelled');
});
