// Component ingress behind the ingress controller that K3s has, Traefik, with policies that are enforced: Grafana and Prometheus
// answer to their hosts through it, and to nobody beside it.
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { type Forward, forwardTo } from './forward.ts';
import { STACK, stackRelease } from './stack-release.ts';

const { engine, desired } = stackRelease('ingress');
const { kubectl, tryKubectl } = engine;
const inside = (...args: string[]) => kubectl(['-n', STACK.namespace, ...args]);
const TRAEFIK = fileURLToPath(new URL('../cluster/traefik.yaml', import.meta.url));
const GRAFANA = 'grafana.localhost';
const PROMETHEUS = 'prometheus.localhost';

/** Grafana and Prometheus alone: all that has an address. */
const stackWith = (hosts: object = {}) => {
  const others = { alertmanager: false, nodeExporter: false, kubeStateMetrics: false };
  const chosen = {
    version: 1,
    gpu: { exporter: 'none' },
    components: { ...others, ingress: true },
    ingress: { hosts },
  };
  return desired({ settings: stackSettingsSchema.parse(chosen) });
};

let way: Forward;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks Traefik for a page of `host`. */
async function ask(host: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const asked = request(`${way.origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, host },
    agent: false,
    signal: AbortSignal.timeout(20_000),
  });
  asked.end(body);
  const [response] = await once(asked, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text };
}

const becomes = (host: string, path: string, status: number) =>
  vi.waitFor(async () => expect((await ask(host, path)).status).toBe(status), { timeout: 60_000, interval: 200 });

/** Whether this suite brought it: a K3s has it already. */
let isOurs = false;

beforeAll(async () => {
  isOurs = (await tryKubectl(['get', 'ingressclass', 'traefik'])).code !== 0;
  if (isOurs) {
    await expect(stackWith()).rejects.toThrow('the cluster has no IngressClass');
    await kubectl(['apply', '-f', TRAEFIK]);
  }
  await kubectl(['rollout', 'status', '-n', 'kube-system', 'deployment/traefik', '--timeout=120s']);
  way = await forwardTo(engine, 'kube-system', 'service/traefik', 80);
});

afterAll(async () => {
  way?.close();
  if (isOurs) await kubectl(['delete', '-f', TRAEFIK, '--ignore-not-found']);
  await tryKubectl(['delete', 'pod', 'ingress-stranger', '-n', 'default', '--ignore-not-found', '--wait=false']);
});

it('answers nobody before there is an Ingress', async () => {
  expect((await ask(GRAFANA, '/login')).status).toBe(404);
});

it('reaches Grafana by the policy that component ingress brings, and by nothing else', async () => {
  await engine.installed(await stackWith());
  await inside('delete', 'networkpolicy', 'grafana-ingress');
  await becomes(GRAFANA, '/login', 502);
  // The way through is missed as any object of a release is.
  await engine.installed(await stackWith());
  await becomes(GRAFANA, '/login', 200);
});

it('lets nobody else in: not a pod of another namespace that is called like it', async () => {
  const labels = 'app.kubernetes.io/name=traefik';
  await kubectl([
    'run',
    'ingress-stranger',
    '-n',
    'default',
    '--image=busybox:1.37',
    '-l',
    labels,
    '--',
    'sleep',
    '1000000',
  ]);
  await kubectl(['wait', '-n', 'default', 'pod/ingress-stranger', '--for=condition=Ready', '--timeout=60s']);
  const fromStranger = (...args: string[]) =>
    tryKubectl(['exec', '-n', 'default', 'ingress-stranger', '--', 'wget', '-q', '-T', '10', '-O', '-', ...args]);
  for (const [service, path] of [
    ['grafana:3000', '/login'],
    ['prometheus:9090', '/-/ready'],
  ] as const) {
    const [name, port] = service.split(':');
    const refused = await fromStranger(`http://${name}.${STACK.namespace}:${port}${path}`);
    expect(refused.stderr).toContain('Connection refused');
  }
  const through = await fromStranger(`--header=Host: ${GRAFANA}`, 'http://traefik.kube-system/login');
  expect(through.stdout).toContain('<title>Grafana');
});

it('carries Grafana’s login and its WebSocket', async () => {
  const secret = await inside('get', 'secret', 'grafana-admin', '-o', 'jsonpath={.data.admin-password}');
  const password = Buffer.from(secret, 'base64').toString();
  expect(await ask(GRAFANA, '/')).toMatchObject({ status: 302, headers: { location: '/login' } });
  expect((await ask(GRAFANA, '/api/user')).status).toBe(401);
  const login = (as: string) =>
    ask(GRAFANA, '/login', { 'content-type': 'application/json' }, JSON.stringify({ user: 'admin', password: as }));
  expect((await login('guessed')).status).toBe(401);
  const cookie = (await login(password)).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  expect(JSON.parse((await ask(GRAFANA, '/api/user', { cookie })).text)).toMatchObject({
    login: 'admin',
    role: 'Admin',
  });

  const headers = { host: GRAFANA, origin: `http://${GRAFANA}`, cookie };
  const socket = new WebSocket(`${way.origin.replace('http', 'ws')}/api/live/ws`, { headers });
  await once(socket, 'open');
  socket.send('hello');
  expect(String((await once(socket, 'message'))[0])).toBe('hello');
  socket.close();
  await once(socket, 'close');
});

it('answers by Prometheus’ host while it is set, and by no host that is not the stack’s', async () => {
  await becomes(PROMETHEUS, '/-/ready', 200);
  expect((await ask('other.localhost', '/-/ready')).status).toBe(404);
  expect((await ask('127.0.0.1', '/login')).status).toBe(404);
  await engine.installed(await stackWith({ grafana: 'charts.localhost', prometheus: '' }));
  await becomes('charts.localhost', '/login', 200);
  await becomes(PROMETHEUS, '/-/ready', 404);
  expect((await ask(GRAFANA, '/login')).status).toBe(404);
});
