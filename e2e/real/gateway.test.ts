// Into Grafana on a real node: by a link through tunnels of the API server, judged by a Grafana that trusts the key alone.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { parse } from 'yaml';
import { z } from 'zod';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { StackForwards } from '../../electron/session/stack-forwards.ts';
import { grafanaGatewaySecret, randomKeyPair } from '../../electron/stack/components/rows/grafana-secrets.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const cluster = sharedCluster();
const namespace = `gateway-${randomUUID().slice(0, 8)}`;
const inside = (...args: string[]) => cluster.kubectl(['-n', namespace, ...args]);
const minute = () => AbortSignal.timeout(60_000);
let client: KubeClient;
let forwards: StackForwards;
let origin = '';
let cookie = '';

beforeAll(async () => {
  const config = z
    .looseObject({ 'current-context': z.string() })
    .parse(parse(readFileSync(cluster.kubeconfig, 'utf8')));
  client = await connect({ file: cluster.kubeconfig, context: config['current-context'] });
  const ports = { get: () => undefined, set: () => {} };
  forwards = new StackForwards({
    client,
    namespace,
    ports,
    existingPrometheus: async () => undefined,
    onChange: () => {},
  });
  await cluster.kubectl(['create', 'namespace', namespace]);
  const secret = JSON.stringify(grafanaGatewaySecret(namespace, randomKeyPair()));
  await cluster.kubectl(['create', '-f', '-'], { input: secret });
  await inside('apply', '-f', fileURLToPath(new URL('grafana.yaml', import.meta.url)));
  await inside('rollout', 'status', 'deployment/grafana', '--timeout=120s');
});

afterAll(async () => {
  await forwards.dispose();
  await client.close();
  await cluster.kubectl(['delete', 'namespace', namespace, '--wait=false']);
});

/** Asks the address, whose name only browsers lead to this machine. */
async function get(path: string, headers: Record<string, string> = {}) {
  const { host, port, pathname } = new URL(path, origin);
  const asked = request({ host: '127.0.0.1', port, path: pathname, agent: false, headers: { ...headers, host } }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
const visit = () => forwards.visit('grafana', minute(), { isRead: true });

it('lets one browser in by the link, as odin', async () => {
  const { address } = await visit();
  origin = new URL(address).origin;
  expect(origin).toMatch(/^http:\/\/grafana-[0-9a-f]{20}\.localhost:\d+$/);
  const opened = await get(address);
  cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  expect([opened.status, (await get(address)).status]).toEqual([200, 403]);
  const user = JSON.parse((await get('/api/user', { cookie })).body);
  expect(user).toEqual({ login: 'odin', email: 'odin@localhost', role: 'Admin' });
  expect((await get('/', { cookie })).body).toContain('Logged in as odin');
});

it('lets nobody else in, and a password does not help', async () => {
  const authorization = `Basic ${Buffer.from('admin:known').toString('base64')}`;
  expect((await get('/api/user', { authorization })).status).toBe(403);
  expect((await get('/api/user')).status).toBe(403);
  // Nor does Grafana itself believe anybody without the key: from inside the cluster there is no gateway.
  const direct = ['wget', '-S', '-q', '-O', '-', 'http://grafana:3000/api/user'];
  const ask = ['-n', namespace, 'exec', 'deployment/grafana', '--', 'busybox', ...direct];
  // kube-proxy may be a moment behind the forward, which finds the pod by itself.
  await vi.waitFor(async () => expect((await cluster.tryKubectl(ask)).stderr).toContain('401'), {
    timeout: 30_000,
    interval: 500,
  });
});

it('carries Grafana’s WebSocket, which looks where its page comes from', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${new URL(origin).port}/api/live/ws`, {
    headers: { cookie, origin, host: new URL(origin).host },
  });
  await once(socket, 'open');
  socket.send('hello');
  expect(String((await once(socket, 'message'))[0])).toBe('hello');
  socket.close();
  await once(socket, 'close');
});

it('knows the browser still when the pod was replaced', async () => {
  const pod = await inside('get', 'pods', '-o', 'jsonpath={.items[0].metadata.name}');
  await inside('delete', 'pod', pod, '--wait=false');
  await vi.waitFor(
    async () => {
      expect((await get('/api/user', { cookie })).status).toBe(200);
      expect(await inside('get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}')).not.toContain(pod);
    },
    { timeout: 60_000, interval: 500 },
  );
});

it('with another key another link is needed, and without a key Grafana’s own login page is there', async () => {
  const secret = JSON.stringify(grafanaGatewaySecret(namespace, randomKeyPair()));
  await cluster.kubectl(['replace', '-f', '-'], { input: secret });
  origin = new URL((await visit()).address).origin;
  expect((await get('/api/user', { cookie })).status).toBe(403);
  await inside('delete', 'secret', 'grafana-gateway');
  const { address } = await visit();
  origin = new URL(address).origin;
  const opened = await get(address);
  const keyless = { cookie: opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  expect((await get('/login')).status).toBe(403);
  expect((await get('/login', keyless)).status).toBe(200);
  expect((await get('/api/user', keyless)).status).toBe(401);
});
