import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MOST_KEPT_FORWARDS } from '../../shared/model/kept-forward.ts';
import { FakeService } from '../cluster/fake-service.testkit.ts';
import { freePort } from '../cluster/local-port.testkit.ts';
import { snapshotOf } from '../cluster/snapshot.testkit.ts';
import { ApiError } from '../kube/api-error.ts';
import { KeptForwards, type KeptForwardsOptions, type RememberedForward } from './kept-forwards.ts';

const web = { apiVersion: 'v1', kind: 'Service', namespace: 'monitoring', name: 'web' } as const;
const never = new AbortController().signal;
const keepers: KeptForwards[] = [];
let service: FakeService;
let remembered: readonly RememberedForward[];
let localPort: number;

beforeEach(async () => {
  service = new FakeService();
  remembered = [];
  localPort = await freePort();
});
afterEach(() => {
  for (const keeper of keepers.splice(0)) keeper.dispose();
  service.close();
});

function remember(now: readonly RememberedForward[]): void {
  remembered = now;
}

function keep(options: Partial<KeptForwardsOptions> = {}): KeptForwards {
  const ports = new Map<string, number>();
  const keeper = new KeptForwards({
    client: service.client,
    memory: { get: () => remembered, set: (now) => remember(now) },
    ports: { get: (name) => ports.get(name), set: (name, port) => void ports.set(name, port) },
    permit: async () => true,
    refusal: () => undefined,
    onChange: () => {},
    open: service.open,
    ...options,
  });
  keepers.push(keeper);
  return keeper;
}

const webAt = async (port = localPort) => (await fetch(`http://127.0.0.1:${port}/`)).text();
const addWeb = (name = 'web-1') => service.addPod(name, (_, response) => response.end(name));
const until = (condition: () => boolean) => vi.waitUntil(condition, 10_000);
const stateOf = (keeper: KeptForwards) => keeper.list()[0]?.state;

test('leads to the service once it is ready, and says where a browser finds it', async () => {
  await addWeb();
  const keeper = keep();
  const forward = await keeper.start({ object: web, port: 80, localPort }, never);
  expect(forward).toMatchObject({
    id: 'Service/monitoring/web:80',
    state: 'ready',
    localPort,
    isHttp: true,
    reconnects: 0,
  });
  expect(await webAt()).toBe('web-1');
  expect(keeper.urlOf(forward.id)).toBe(`http://127.0.0.1:${localPort}/`);
});

test('is there again in the next run, at the same port, without a question', async () => {
  await addWeb();
  const first = keep();
  await first.start({ object: web, port: 80, localPort }, never);
  first.dispose();
  await vi.waitFor(() => expect(webAt()).rejects.toThrow());
  const permit = vi.fn(async () => false);
  const next = keep({ permit });
  await until(() => stateOf(next) === 'ready');
  expect(await webAt()).toBe('web-1');
  expect(permit).not.toHaveBeenCalled();
});

test('nothing is forwarded, nor remembered, that a person did not agree to', async () => {
  await addWeb();
  const keeper = keep({ permit: async () => false });
  await expect(keeper.start({ object: web, port: 80, localPort }, never)).rejects.toMatchObject({ code: 'cancelled' });
  expect(keeper.list()).toEqual([]);
  expect(service.tunnels).toEqual([]);
  expect(remembered).toEqual([]);
});

test('what has a better address is refused before anybody is asked', async () => {
  const permit = vi.fn(async () => true);
  const keeper = keep({ permit, refusal: () => 'It has an address of its own.' });
  const start = keeper.start({ object: web, port: 80 }, never);
  await expect(start).rejects.toMatchObject({ code: 'badInput', message: 'It has an address of its own.' });
  expect(permit).not.toHaveBeenCalled();
});

test('what cannot be reached is said, and not kept', async () => {
  const keeper = keep();
  await expect(keeper.start({ object: web, port: 80 }, never)).rejects.toThrow(
    /^Service monitoring\/web has no ready pod/,
  );
  await expect(keeper.start({ object: web, port: 81 }, never)).rejects.toThrow('has no port 81');
  await expect(keeper.start({ object: { ...web, name: 'gone' }, port: 80 }, never)).rejects.toThrow(
    'is not in the cluster',
  );
  expect(keeper.list()).toEqual([]);
  expect(remembered).toEqual([]);
});

test('a taken port of this machine is said, and left alone', async () => {
  await addWeb();
  const neighbour = createServer().listen(localPort, '127.0.0.1');
  await once(neighbour, 'listening');
  const keeper = keep();
  await expect(keeper.start({ object: web, port: 80, localPort }, never)).rejects.toMatchObject({
    code: 'conflict',
    message: `Port ${localPort} of this machine is taken: choose another one.`,
  });
  expect(keeper.list()).toEqual([]);
  neighbour.close();
});

test('heals after its pod was replaced, and counts that', async () => {
  await addWeb();
  const keeper = keep();
  await keeper.start({ object: web, port: 80, localPort }, never);
  service.removePod('web-1');
  keeper.noteSnapshot(
    snapshotOf([
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name: 'web', uid: '1', resourceVersion: '2' },
      },
    ]),
  );
  await until(() => stateOf(keeper) === 'broken');
  expect(keeper.list()[0]?.reason).toContain('has no ready pod');
  await addWeb('web-2');
  await until(() => stateOf(keeper) === 'ready');
  expect(keeper.list()[0]).toMatchObject({ localPort, reconnects: 1 });
  expect(await webAt()).toBe('web-2');
});

test('while the cluster is silent it is broken, and ready when it answers again', async () => {
  await addWeb();
  const keeper = keep();
  await keeper.start({ object: web, port: 80, localPort }, never);
  keeper.noteSnapshot({ ...snapshotOf([]), isAnswering: false, staleReason: 'Nobody answers.' });
  expect(keeper.list()[0]).toMatchObject({ state: 'broken', reason: 'Nobody answers.' });
  keeper.noteSnapshot(snapshotOf([]));
  await until(() => stateOf(keeper) === 'ready');
});

test('leads to one pod, by a port that need not be declared, and says so once that pod is gone', async () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'web-1' } as const;
  const server = createHttpServer((_, response) => response.end('of the pod'));
  await service.addServer('web-1', server);
  const { port } = server.address() as AddressInfo;
  const request = async () => ({ status: 200, body: { spec: { containers: [{}] } }, warnings: [] });
  const open: typeof service.open = async (...all) => {
    if (isGone) throw new ApiError(404, 'pods "web-1" not found');
    return service.open(...all);
  };
  let isGone = false;
  const keeper = keep({ client: { ...service.client, request: request as never }, open });
  expect(await keeper.start({ object: pod, port, localPort }, never)).toMatchObject({ state: 'ready', isHttp: false });
  expect(await webAt()).toBe('of the pod');
  isGone = true;
  keeper.noteSnapshot({ ...snapshotOf([]), isAnswering: false, staleReason: 'Nobody answers.' });
  keeper.noteSnapshot(snapshotOf([]));
  await until(() => keeper.list()[0]?.reason?.startsWith('Pod monitoring/web-1 is gone') === true);
  expect(stateOf(keeper)).toBe('broken');
});

test('one that is stopped is closed and forgotten', async () => {
  await addWeb();
  const keeper = keep();
  const { id } = await keeper.start({ object: web, port: 80, localPort }, never);
  keeper.stop(id);
  keeper.stop(id);
  expect(keeper.list()).toEqual([]);
  expect(remembered).toEqual([]);
  await vi.waitFor(() => expect(webAt()).rejects.toThrow());
});

test('what is not ready yet is not remembered', async () => {
  await addWeb();
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'slow' } as const;
  const open: typeof service.open = (client, target, signal) =>
    target.pod === 'slow' ? new Promise(() => {}) : service.open(client, target, signal);
  const request: typeof service.client.request = (asked) =>
    asked.path.endsWith('/pods/slow')
      ? Promise.resolve({ status: 200, body: {} as never, warnings: [] })
      : service.client.request(asked);
  const keeper = keep({ open, client: { ...service.client, request } });
  const { id } = await keeper.start({ object: web, port: 80, localPort }, never);
  const given = new AbortController();
  const slow = keeper.start({ object: pod, port: 80, localPort: await freePort() }, given.signal);
  await until(() => keeper.list().length === 2);
  keeper.stop(id);
  expect(remembered).toEqual([]);
  given.abort();
  await expect(slow).rejects.toMatchObject({ code: 'cancelled' });
  expect(keeper.list()).toEqual([]);
});

test('the same port twice, and more than can be, are refused', async () => {
  await addWeb();
  const keeper = keep();
  await keeper.start({ object: web, port: 80, localPort }, never);
  await expect(keeper.start({ object: web, port: 80 }, never)).rejects.toMatchObject({ code: 'conflict' });
  keeper.dispose();
  remembered = Array.from({ length: MOST_KEPT_FORWARDS }, (_, index) => ({
    object: { ...web, name: `web-${index}` },
    port: 80,
    localPort: 20_000 + index,
    isHttp: true,
  }));
  await expect(keep().start({ object: web, port: 80 }, never)).rejects.toThrow(`${MOST_KEPT_FORWARDS} forwards`);
});

test('what is no page is not opened in a browser', async () => {
  remembered = [{ object: web, port: 5432, localPort, isHttp: false }];
  const keeper = keep();
  expect(() => keeper.urlOf('Service/monitoring/web:5432')).toThrow('no page for a browser');
  expect(() => keeper.urlOf('unknown')).toThrow('no page for a browser');
});
