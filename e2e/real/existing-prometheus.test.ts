// A Prometheus that is not ODIN's, as the real program runs below a path, in TLS and behind a login: what ODIN makes of it, right
// and wrong. The certificate is that of the wire tests, for api.wire.test.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KubeClient, KubeRequest, KubeResponse } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { metricsRange } from '../../electron/metrics/range.ts';
import { existingAccess } from '../../electron/session/existing-access.ts';
import { StackForwards } from '../../electron/session/stack-forwards.ts';
import { CHARTED_METRIC_NAMES } from '../../shared/model/metric-name.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const { kubectl, kubeconfig } = sharedCluster();
const never = new AbortController().signal;
const namespace = `existing-${process.pid}`;
const certificate = (file: string) => readFileSync(new URL(`../wire/tls/${file}`, import.meta.url), 'utf8');

/** Of `p:w$ü`, which is the password of user odin. */
const HASH = '$2b$04$AbXpap9yhr5mwGY0jDRdweBOC117u5Kq7qm2f8d2G.bqOpJpaSVEi';
const LOGIN = { username: 'odin', password: 'p:w$ü', 'ca.crt': certificate('ca.crt') };
const RIGHT = {
  namespace,
  service: 'kps',
  path: '/prometheus',
  scheme: 'https',
  trust: 'secret',
  serverName: 'api.wire.test',
  auth: 'basic',
  secret: 'access',
};

const undo: (() => unknown)[] = [];
let client: KubeClient;

const opaque = (name: string, stringData: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

/** It scrapes itself each 20 s, by another name than the one in its certificate, and so that it looks like a node to charts. */
const configuration = {
  'prometheus.yml': JSON.stringify({
    scrape_configs: [
      {
        job_name: 'itself',
        scrape_interval: '20s',
        scrape_native_histograms: true,
        scheme: 'https',
        metrics_path: '/prometheus/metrics',
        basic_auth: { username: LOGIN.username, password: LOGIN.password },
        tls_config: { insecure_skip_verify: true },
        static_configs: [{ targets: ['127.0.0.1:9090'] }],
        metric_relabel_configs: [
          {
            source_labels: ['__name__'],
            regex: 'prometheus_build_info',
            target_label: '__name__',
            replacement: 'node_uname_info',
          },
          {
            source_labels: ['__name__'],
            regex: 'process_virtual_memory_bytes',
            target_label: '__name__',
            replacement: 'node_memory_MemTotal_bytes',
          },
        ],
      },
    ],
  }),
  'web.yml': JSON.stringify({
    tls_server_config: { cert_file: 'server.crt', key_file: 'server.key' },
    basic_auth_users: { odin: HASH },
  }),
  'server.crt': certificate('server.crt'),
  'server.key': certificate('server.key'),
};

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'kps', namespace, labels: { app: 'kps' } },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        name: 'prometheus',
        image: 'quay.io/prometheus/prometheus:v3.13.3',
        args: [
          '--config.file=/etc/odin/prometheus.yml',
          '--web.config.file=/etc/odin/web.yml',
          '--web.route-prefix=/prometheus',
          '--storage.tsdb.path=/prometheus',
        ],
        readinessProbe: { tcpSocket: { port: 9090 }, periodSeconds: 1 },
        volumeMounts: [
          { name: 'configuration', mountPath: '/etc/odin' },
          { name: 'data', mountPath: '/prometheus' },
        ],
      },
    ],
    volumes: [
      { name: 'configuration', secret: { secretName: 'configuration' } },
      { name: 'data', emptyDir: {} },
    ],
  },
};

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kps', namespace },
  spec: { selector: { app: 'kps' }, ports: [{ name: 'http-web', port: 9090 }] },
};

beforeAll(async () => {
  const cluster = await connect({ file: kubeconfig, context: (await kubectl(['config', 'current-context'])).trim() });
  undo.push(() => cluster.close());
  // The Secret is read in the namespace of the stack, which other suites make and delete.
  const own = (path: string) => path.replace('/namespaces/monitoring/secrets/', `/namespaces/${namespace}/secrets/`);
  client = {
    get server() {
      return cluster.server;
    },
    request: <T>(request: KubeRequest): Promise<KubeResponse<T>> =>
      cluster.request<T>({ ...request, path: own(request.path) }),
    lines: (request) => cluster.lines(request),
    websocket: (request, protocols) => cluster.websocket(request, protocols),
    close: () => cluster.close(),
  };
  await kubectl(['create', 'namespace', namespace]);
  undo.push(() => kubectl(['delete', 'namespace', namespace, '--wait=false']));
  const wrong = opaque('wrong', { ...LOGIN, password: 'another' });
  const items = [opaque('access', LOGIN), wrong, opaque('configuration', configuration), pod, service];
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await kubectl(['wait', '--for=condition=Ready', 'pod/kps', '-n', namespace, '--timeout=120s']);
});

afterAll(async () => {
  for (const one of undo.reverse()) await one();
});

/** What a setting of `undefined` says is left out. */
function forwardsOf(settings: object): StackForwards {
  const chosen = Object.entries({ ...RIGHT, ...settings }).filter(([, value]) => value !== undefined);
  const all = { version: 1, prometheus: { existing: Object.fromEntries(chosen) } };
  const { existing } = stackSettingsSchema.parse(all).prometheus;
  if (existing === undefined) throw new Error('the settings name a Prometheus');
  const forwards = new StackForwards({
    client,
    namespace: 'monitoring',
    ports: { get: () => undefined, set: () => {} },
    existingPrometheus: (signal) => existingAccess(client, existing, signal),
    onChange: () => {},
  });
  undo.push(() => forwards.dispose());
  return forwards;
}

it.each<[string, object, string]>([
  ['as it is', {}, 'scalar'],
  ['without a look at its certificate', { trust: 'skipVerify' }, 'scalar'],
  ['at its root', { path: '/' }, 'set prometheus.existing.path'],
  ['without a login', { auth: 'none' }, 'set prometheus.existing.auth'],
  ['with another password', { secret: 'wrong' }, 'does not take what Secret monitoring/wrong has'],
  ['without TLS', { scheme: 'http', trust: 'system', serverName: undefined }, 'set prometheus.existing.scheme'],
  ['by public authorities', { trust: 'system' }, 'set prometheus.existing.trust'],
  ['by the name of its Service', { serverName: 'kps.example' }, 'set prometheus.existing.serverName'],
])('asked %s, the answer is as expected', async (_what, settings, expected) => {
  const forwards = forwardsOf(settings);
  const said = await forwards.prometheus(never).then(
    async (prometheus) => (await prometheus.query('1 + 1', never)).resultType,
    (error: Error) => error.message,
  );
  expect(said).toContain(expected);
  if (expected !== 'scalar') expect(said).toContain(`${namespace}/kps`);
});

it('charts have its interval off its samples and its clock, and warnings and histograms are told', async () => {
  const prometheus = await forwardsOf({}).prometheus(never);
  await expect
    .poll(async () => prometheus.query('count_over_time(node_uname_info[10m]) >= 3', never), {
      timeout: 120_000,
      interval: 2_000,
    })
    .toMatchObject({ result: [expect.anything()] });
  const input = { metrics: [...CHARTED_METRIC_NAMES], rangeSeconds: 60 };
  const range = await metricsRange(prometheus, input, Date.now() / 1000 - 600, never);
  expect(range.clockAheadSeconds).toBe(600);
  const memory = range.results.find(({ metric }) => metric === 'nodeMemoryTotal');
  expect(memory).toMatchObject({ state: 'ok', query: expect.stringContaining('[40s]') });
  expect(await prometheus.query('max(prometheus_http_request_duration_seconds)', never)).toMatchObject({
    infos: [expect.stringContaining('ignored histogram')],
  });
  const histograms = await prometheus.query('prometheus_http_request_duration_seconds[1m]', never);
  expect(histograms).toMatchObject({
    result: expect.arrayContaining([expect.objectContaining({ histograms: expect.any(Array) })]),
  });
});
