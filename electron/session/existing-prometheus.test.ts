import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { existingPrometheusSchema } from '../../shared/model/settings/existing-prometheus.ts';
import { FakeService } from '../cluster/fake-service.testkit.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../kube/client.ts';
import { existingAccess } from './existing-access.ts';
import { StackForwards } from './stack-forwards.ts';
import { answering, certificate, guarded, ODD, prometheusAt, REFUSALS } from './stand-ins.testkit.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

type Secret = Readonly<Record<string, string>>;

const BASIC = `Basic ${Buffer.from('odin:p:w$ü').toString('base64')}`;
const LOGIN = { username: 'odin', password: 'p:w$ü', token: 'abc.DEF-123', 'ca.crt': certificate('ca') };
const NAME = 'api.wire.test';

const plain = (listener: RequestListener) => createHttpServer(listener);
const tls = (listener: RequestListener, name: 'server' | 'expired' = 'server') =>
  createTlsServer({ cert: certificate(name), key: certificate(name, 'key') }, listener);

/** The forwards of a cluster whose Prometheus, at Service monitoring/web, is `server`. */
async function forwardsTo(server: Server, settings: object, secret: Secret | null = LOGIN): Promise<StackForwards> {
  const service = new FakeService();
  await service.addServer('web-1', server);
  const client: KubeClient = {
    ...service.client,
    request: async <T>(request: KubeRequest): Promise<KubeResponse<T>> => {
      if (!request.path.includes('/secrets/')) return service.client.request<T>(request);
      if (secret === null || !request.path.endsWith('/monitoring/secrets/access')) throw new ApiError(404, 'no such');
      const data = Object.entries(secret).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
      return { status: 200, body: { data: Object.fromEntries(data) } as T, warnings: [] };
    },
  };
  const existing = existingPrometheusSchema.parse({ namespace: 'monitoring', service: 'web', port: 80, ...settings });
  const ports = new Map<string, number>();
  const forwards = new StackForwards({
    client,
    namespace: 'lab',
    ports: { get: (name) => ports.get(name), set: (name, port) => void ports.set(name, port) },
    existingPrometheus: (signal) => existingAccess(client, existing, signal),
    onChange: () => {},
    open: service.open,
  });
  undo.push(
    () => forwards.dispose(),
    () => service.close(),
  );
  return forwards;
}

async function said(server: Server, settings: object, secret?: Secret | null): Promise<string> {
  const forwards = await forwardsTo(server, settings, secret);
  const signal = AbortSignal.timeout(20_000);
  try {
    const client = await forwards.prometheus(signal, 3_000);
    const answer = await client.query('up', signal);
    return answer.resultType === 'scalar' ? answer.result[1] : answer.resultType;
  } catch (error) {
    const { code, message } = error as AppError;
    return `${code}: ${message}`;
  }
}

const overTls = { scheme: 'https', trust: 'secret', secret: 'access', serverName: NAME };

test.each<[string, () => Server, object]>([
  ['at the root', () => plain(prometheusAt()), {}],
  ['below --web.route-prefix', () => plain(prometheusAt('/prometheus')), { path: '/prometheus' }],
  ['below a path that ends in a slash', () => plain(prometheusAt('/prometheus')), { path: '/prometheus/' }],
  [
    'below the path of a tenant',
    () => plain(prometheusAt('/select/0:3/prometheus')),
    { path: '/select/0:3/prometheus' },
  ],
  [
    'for a user',
    () => plain(guarded('authorization', BASIC, REFUSALS.prometheus)),
    { auth: 'basic', secret: 'access' },
  ],
  [
    'for a token',
    () => plain(guarded('authorization', `Bearer ${LOGIN.token}`, REFUSALS.vmauth)),
    { auth: 'bearer', secret: 'access' },
  ],
  ['for a tenant', () => plain(guarded('x-scope-orgid', 'lab', REFUSALS.mimir)), { tenant: 'lab' }],
  ['by its name', () => plain(guarded('host', 'web.monitoring:80', REFUSALS.nginx)), {}],
  ['in gzip', () => plain(ODD.gzip), {}],
  ['in TLS of a private authority', () => tls(prometheusAt()), overTls],
  ['in TLS that is not looked at', () => tls(prometheusAt()), { scheme: 'https', trust: 'skipVerify' }],
  [
    'in TLS whose time is over and that is not looked at',
    () => tls(prometheusAt(), 'expired'),
    { scheme: 'https', trust: 'skipVerify' },
  ],
  [
    'in TLS, below a path, for a user and a tenant',
    () =>
      tls(
        guarded(
          'authorization',
          BASIC,
          REFUSALS.prometheus,
          guarded('x-scope-orgid', 'lab', REFUSALS.mimir, prometheusAt('/api/prom')),
        ),
      ),
    { ...overTls, path: '/api/prom', auth: 'basic', tenant: 'lab' },
  ],
])('a Prometheus that answers %s is asked', async (_what, server, settings) => {
  expect(await said(server(), settings)).toBe('1');
});

const PLACE = 'monitoring/web:80';
const set = (key: string, value: string) => `set prometheus.existing.${key} of the settings to ${value}.`;
const PATH = set('path', 'what stands before /api/v1 in its addresses');

test.each<[string, () => Server, object, string]>([
  [
    'another path',
    () => plain(prometheusAt('/prometheus')),
    {},
    `badInput: ${PLACE} answered with HTTP 404 without Prometheus' JSON: what listens there is not Prometheus, or not at this path: ${PATH}`,
  ],
  ['VictoriaMetrics’ paths', () => plain(ODD.vmselect), {}, `or not at this path: ${PATH}`],
  ['Thanos’ paths', () => plain(ODD.thanosUi), { path: '/x' }, `${PLACE}/x answered with HTTP 404`],
  ['a web server', () => plain(ODD.busyboxHttpd), {}, 'a web page: what listens there is not Prometheus'],
  [
    'a redirect',
    () => plain(answering(302, '', { location: '/prometheus/' })),
    {},
    `sends on to /prometheus/ (HTTP 302): ${PATH}`,
  ],
  ['a login of a proxy', () => plain(ODD.oauthProxy), {}, 'sends on to /oauth2/start (HTTP 302)'],
  ['a login elsewhere', () => plain(ODD.ssoElsewhere), {}, 'sends on to sso.example.org/login (HTTP 302)'],
  ['a page for a login', () => plain(ODD.loginPage), {}, `${PLACE} answered with a web page`],
  [
    'TLS that Go speaks',
    () => plain(ODD.goTls),
    {},
    `Prometheus at ${PLACE} speaks TLS alone: ${set('scheme', 'https')}`,
  ],
  ['TLS that nginx speaks', () => plain(ODD.nginxTls), {}, `speaks TLS alone: ${set('scheme', 'https')}`],
  [
    'a login',
    () => plain(guarded('authorization', BASIC, REFUSALS.prometheus)),
    {},
    `unauthorized: Prometheus at ${PLACE} asks for a login (HTTP 401): ${set('auth', 'basic or bearer')}`,
  ],
  [
    'another login',
    () => plain(guarded('authorization', 'Basic eA==', REFUSALS.prometheus)),
    { auth: 'basic', secret: 'access' },
    'asks for a login (HTTP 401): it does not take what Secret monitoring/access has for prometheus.existing.auth basic.',
  ],
  ['no right', () => plain(guarded('authorization', 'x', REFUSALS.rbacProxy)), {}, 'forbidden: '],
  ['a right, in HTML', () => plain(guarded('authorization', 'x', REFUSALS.nginx)), {}, 'refuses access (HTTP 403)'],
  [
    'a tenant',
    () => plain(guarded('x-scope-orgid', 'lab', REFUSALS.mimir)),
    {},
    `asks for a tenant (HTTP 401): ${set('tenant', 'its name')}`,
  ],
  [
    'a tenant, in JSON',
    () => plain(guarded('x-scope-orgid', 'lab', REFUSALS.cortexJson)),
    {},
    'asks for a tenant (HTTP 401)',
  ],
  [
    'time',
    () => plain(ODD.walReplay),
    {},
    `unavailable: Prometheus at ${PLACE} is not ready (HTTP 503: Service Unavailable).`,
  ],
  ['an encoding of its own', () => plain(ODD.otherEncoding), {}, 'encoding'],
  ['nothing, and says nothing', () => plain(() => {}), {}, 'monitoring/web did not answer'],
  ['a terminal', () => plain(ODD.escapes), {}, 'HTTP 418'],
  [
    'plain http',
    () => plain(prometheusAt()),
    overTls,
    `badInput: Service monitoring/web speaks no TLS at port 80: ${set('scheme', 'http')}`,
  ],
  [
    'no HTTP at all',
    () => createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n')),
    overTls,
    `speaks no TLS at port 80: ${set('scheme', 'http')}`,
  ],
  [
    'to be left alone',
    () => createTcpServer((socket) => socket.on('error', () => {}).destroy()),
    overTls,
    'does not answer TLS at port 80',
  ],
  [
    'an authority that nobody knows',
    () => tls(prometheusAt()),
    { scheme: 'https', serverName: NAME },
    `badInput: The certificate of Service monitoring/web is of an authority that this machine does not trust: ${set('trust', 'secret, and put the certificate of its authority into the Secret')}`,
  ],
  [
    'another name',
    () => tls(prometheusAt()),
    { ...overTls, serverName: 'other.test' },
    `The certificate of Service monitoring/web is not for other.test: ${set('serverName', 'the name that is in it')}`,
  ],
  [
    'a name, and got that of its Service',
    () => tls(prometheusAt()),
    { scheme: 'https', trust: 'secret', secret: 'access' },
    'is not for web.monitoring.svc: ',
  ],
  ['another time', () => tls(prometheusAt(), 'expired'), overTls, 'has expired: renew it.'],
])('what wants %s says so, of the Service that was asked', async (_what, server, settings, sentence) => {
  const answer = await said(server(), settings);
  expect(answer).toContain(sentence);
  expect(answer).not.toMatch(/hunter2|p:w|abc\.DEF|lab\/prometheus|127\.0\.0\.1|[\p{Cc}\p{Cf}]/u);
});

test.each<[string, object, Secret | null, string]>([
  [
    'no Secret',
    { auth: 'basic' },
    null,
    'notFound: Secret/monitoring/access does not exist, and prometheus.existing of the settings asks for username and password in it: make it.',
  ],
  [
    'no password',
    { auth: 'basic' },
    { username: 'a' },
    'badInput: Secret/monitoring/access has no password, which prometheus.existing of the settings asks for: add it.',
  ],
  ['an empty password', { auth: 'basic' }, { username: 'a', password: '' }, 'has nothing in password'],
  ['a colon in the user', { auth: 'basic' }, { username: 'a:b', password: 'hunter2' }, 'has a colon in username'],
  ['a line break after the token', { auth: 'bearer' }, { token: 'hunter2\n' }, 'has a line break in token'],
  [
    'a token that no header takes',
    { auth: 'bearer' },
    { token: 'hunter2 ü' },
    'has a character in token that no header can have',
  ],
  ['no authority', { scheme: 'https', trust: 'secret' }, { token: 'x' }, 'has no ca.crt'],
  [
    'a key for an authority',
    { scheme: 'https', trust: 'secret' },
    { 'ca.crt': certificate('server', 'key') },
    'has no certificate in PEM in ca.crt',
  ],
  [
    'another authority',
    { scheme: 'https', trust: 'secret', serverName: NAME },
    { 'ca.crt': certificate('stranger') },
    'ca.crt in Secret monitoring/access is not that of its authority.',
  ],
  ['a key that JavaScript has by itself', { auth: 'bearer' }, { constructor: 'x' }, 'has no token'],
])('a Secret with %s is told of, without what is in it', async (_what, settings, secret, sentence) => {
  const isTls = 'scheme' in settings;
  const answer = await said(
    isTls ? tls(prometheusAt()) : plain(prometheusAt()),
    { ...settings, secret: 'access' },
    secret,
  );
  expect(answer).toContain(sentence);
  expect(answer).not.toMatch(/hunter2|BEGIN/);
});

test('a Service that is gone is told with what names it, not with an install', async () => {
  const forwards = await forwardsTo(plain(prometheusAt()), { service: 'gone' });
  await expect(forwards.prometheus(AbortSignal.timeout(5_000))).rejects.toThrow(
    'gone is not in the cluster: prometheus.existing of the settings names it',
  );
});

test('the local address has its path, and speaks plainly what goes on in TLS', async () => {
  const forwards = await forwardsTo(tls(prometheusAt('/prometheus')), { ...overTls, path: '/prometheus' });
  const { url } = await forwards.open('prometheus', AbortSignal.timeout(5_000));
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/prometheus$/);
  expect((await fetch(`${url}/api/v1/query?query=up`)).status).toBe(200);
});

test('a login that was changed is used from the next look on', async () => {
  let token = 'old';
  const server = plain((request, response) =>
    guarded('authorization', `Bearer ${token}`, REFUSALS.prometheus)(request, response),
  );
  const secret = {
    get token() {
      return token;
    },
  };
  const forwards = await forwardsTo(server, { auth: 'bearer', secret: 'access' }, secret);
  const signal = AbortSignal.timeout(20_000);
  const ask = async () => (await forwards.prometheus(signal)).query('up', signal);
  expect(await ask()).toMatchObject({ resultType: 'scalar' });
  token = 'new';
  await expect(ask()).rejects.toThrow('HTTP 401');
  await forwards.open('prometheus', signal);
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ resultType: 'scalar' }), 5_000);
});
