// ODIN's reads of a real cluster with the stack in it: the overview, forwards that heal, and metrics that equal what
// Prometheus says to somebody who asks it another way.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent, fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { type ForwardHandle, startForward } from '../../electron/cluster/forward.ts';
import type { Snapshot } from '../../electron/cluster/snapshot.ts';
import { ClusterStore } from '../../electron/cluster/store.ts';
import { summarize } from '../../electron/cluster/summarize.ts';
import { verdictOfOverview } from '../../electron/cluster/verdict.ts';
import { createGateway, type Gateway } from '../../electron/gateway/gateway.ts';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { openTunnel } from '../../electron/kube/port-forward.ts';
import { rangeResultSchema } from '../../electron/metrics/answers.ts';
import { EXPORTERS, presencePromql } from '../../electron/metrics/exporters.ts';
import { samplesPromql } from '../../electron/metrics/interval.ts';
import { PrometheusClient } from '../../electron/metrics/prometheus.ts';
import { metricsRange } from '../../electron/metrics/range.ts';
import { windowsFor } from '../../electron/metrics/sampling.ts';
import { summarizeTargets } from '../../electron/metrics/targets.testkit.ts';
import { Explore } from '../../electron/session/explore.ts';
import { generatedSecrets } from '../../electron/stack/components/generated-secrets.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import type { Forward } from '../../shared/model/forward.ts';
import { CHARTED_METRIC_NAMES, METRIC_NAMES } from '../../shared/model/metric-name.ts';
import { sharedCluster } from '../cluster/cluster.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const cluster = sharedCluster();
const { kubectl, tryKubectl } = cluster;
const never = new AbortController().signal;
const minute = () => AbortSignal.timeout(60_000);
const undo: (() => unknown)[] = [];
let client: KubeClient;
let prometheus: ForwardHandle;
let seen: Forward[] = [];
let tunnels = 0;
const snapshots: Snapshot[] = [];

beforeAll(async () => {
  const there = await tryKubectl(['get', 'namespace', 'monitoring']);
  if (there.code === 0) throw new Error('The cluster has a namespace monitoring: delete it, this suite makes its own.');
  const directory = join(assetsDir, (await listVersions(assetsDir))[0]);
  client = await connect(contextOf(cluster.kubeconfig));
  undo.push(() => client.close());
  const store = new ClusterStore({ client, namespace: 'monitoring', onChange: (one) => snapshots.push(one) });
  undo.push(() => store.dispose());

  await kubectl(['create', 'namespace', 'monitoring']);
  undo.push(() => kubectl(['delete', '--ignore-not-found', '--wait', '-k', directory]));
  const items = await generatedSecrets(new Set(['grafana', 'node-exporter']), 'monitoring', () => 'known');
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await kubectl(['apply', '-k', directory]);

  const gateway = await gatewayTo(() => prometheus);
  prometheus = startForward({
    client,
    target: 'prometheus',
    service: { namespace: 'monitoring', name: 'prometheus', port: 9090 },
    preferredPort: 9090,
    probePath: '/-/ready',
    ports: { get: () => undefined, set: () => {} },
    onChange: (forward) => seen.push(forward),
    gatekeeper: () => gateway,
    open: (...args) => {
      tunnels += 1;
      return openTunnel(...args);
    },
  });
  undo.push(() => prometheus.dispose());
});

afterAll(async () => {
  for (const one of undo.reverse()) await one();
});

const overview = () => {
  const last = snapshots.at(-1);
  return last === undefined ? null : summarize(last);
};

describe('a forward', () => {
  it('is ready when Prometheus answered, and waits for that without help', async () => {
    const { url } = await prometheus.ready(AbortSignal.timeout(180_000));
    expect(seen[0]?.state).toBe('starting');
    expect(await textOf(`${url}/-/ready`)).toContain('Prometheus Server is Ready');
    expect(JSON.parse(await textOf(`${url}/api/v1/status/buildinfo`))).toMatchObject({ data: { version: '3.13.3' } });
  });

  it('carries 200 connections at once', async () => {
    const { url } = await prometheus.ready(minute());
    const before = tunnels;
    const agent = new Agent({ pipelining: 0 });
    const asked = Array.from({ length: 200 }, () => textOf(`${url}/api/v1/status/buildinfo`, agent));
    const answers = (await Promise.all(asked)).map((text) => JSON.parse(text).status);
    await agent.close();
    expect(answers).toEqual(Array.from({ length: 200 }, () => 'success'));
    expect(tunnels - before).toBeGreaterThanOrEqual(200);
  });

  it('names what is missing', async () => {
    const handle = startForward({
      client,
      target: 'grafana',
      service: { namespace: 'monitoring', name: 'nothing', port: 3000 },
      preferredPort: 3000,
      probePath: '/api/health',
      ports: { get: () => undefined, set: () => {} },
      onChange: () => {},
      gatekeeper: () => undefined,
    });
    await expect(handle.ready(minute())).rejects.toMatchObject({
      code: 'notFound',
      message: 'Service monitoring/nothing is not in the cluster: install the stack first.',
    });
    await handle.dispose();
  });
});

describe('the overview', () => {
  it('becomes healthy by itself, and agrees with kubectl', async () => {
    await vi.waitUntil(
      () => overview()?.workloads.length === 6 && verdictOfOverview(overview() ?? fail()).level === 'healthy',
      {
        timeout: 180_000,
      },
    );
    const now = overview() ?? fail();
    expect(verdictOfOverview(now).sentence).toBe('All 6 parts are healthy');
    expect(now).toMatchObject({ installed: true, stale: false });
    const names = async (kind: string) =>
      (await kubectl(['-n', 'monitoring', 'get', kind, '-o', 'jsonpath={.items[*].metadata.name}'])).split(' ').sort();
    expect(now.pods.map(({ name }) => name)).toEqual(await names('pods'));
    expect(now.services.map(({ name }) => name)).toEqual(await names('services'));
    for (const service of now.services) expect(service).toMatchObject({ readyEndpoints: 1, totalEndpoints: 1 });
    const apps = 'jsonpath={.items[*].metadata.labels.app\\.kubernetes\\.io/name}';
    const owners = now.pods.map(({ owner }) => owner?.split('/')[1]);
    expect(owners.sort()).toEqual((await kubectl(['-n', 'monitoring', 'get', 'pods', '-o', apps])).split(' ').sort());
  });

  it('shows a broken image within seconds, with the kubelet’s words, and its repair', async () => {
    const set = (image: string) =>
      kubectl(['-n', 'monitoring', 'set', 'image', 'deployment/grafana', `grafana=${image}`]);
    const image = await kubectl([
      ...['-n', 'monitoring', 'get', 'deployment/grafana', '-o'],
      'jsonpath={.spec.template.spec.containers[0].image}',
    ]);
    await set('registry.example/no/such:1');
    await vi.waitUntil(() => verdictOfOverview(overview() ?? fail()).level === 'degraded', { timeout: 60_000 });
    expect(verdictOfOverview(overview() ?? fail())).toMatchObject({
      sentence: '5 of 6 parts are healthy',
      reason: expect.stringMatching(/^grafana has no image: .*\bsuch:1\b/),
    });
    await set(image);
    await vi.waitUntil(() => verdictOfOverview(overview() ?? fail()).level === 'healthy', { timeout: 120_000 });
  });
});

describe('metrics', () => {
  let metrics: PrometheusClient;
  beforeAll(async () => {
    metrics = new PrometheusClient((await prometheus.ready(minute())).url ?? fail());
    undo.push(() => metrics.close());
  });

  it('every query of an exporter is PromQL to promtool', async () => {
    const queries = EXPORTERS.flatMap((exporter) => [
      presencePromql(exporter, 900),
      samplesPromql(exporter),
      ...METRIC_NAMES.flatMap((metric) => exporter.promql[metric] ?? []).flatMap((write) =>
        [windowsFor(5, 15), windowsFor(240, 15)].map(write),
      ),
    ]);
    expect(queries.length).toBeGreaterThan(30);
    const script = 'for query; do promtool --experimental promql format "$query" || exit 1; done';
    const judge = ['-n', 'monitoring', 'exec', 'prometheus-0', '--', 'sh', '-c', script, 'sh'];
    await kubectl([...judge, ...queries]);
    expect((await tryKubectl([...judge, 'up{'])).code).not.toBe(0);
  });

  it('all come, and equal what Prometheus answers through the API server at the same times', async () => {
    const ask = () =>
      metricsRange(metrics, { metrics: [...CHARTED_METRIC_NAMES], rangeSeconds: 900 }, Date.now() / 1000 - 20, never);
    const range = await vi.waitFor(
      async () => {
        const found = await ask();
        expect(found.results.filter(({ state }) => state !== 'ok').map(({ metric }) => metric)).toEqual([]);
        return found;
      },
      { timeout: 120_000, interval: 1_000 },
    );
    const { startSeconds: start, endSeconds: end, stepSeconds: step } = range;
    for (const { metric, query, series } of range.results) {
      const parameters = new URLSearchParams({ query, start: `${start}`, end: `${end}`, step: `${step}` });
      const path = `/api/v1/namespaces/monitoring/services/prometheus:http/proxy/api/v1/query_range?${parameters}`;
      const { data } = z.object({ data: rangeResultSchema }).parse(JSON.parse(await kubectl(['get', '--raw', path])));
      const theirs = data.result.map(({ values }) => values.map(([at, value]) => [at, Number(value)]));
      const ours = series.map(({ points }) => points.filter(([, value]) => value !== null));
      expect({ metric, series: ours }).toEqual({ metric, series: theirs });
      expect(ours.flat().length).toBeGreaterThan(0);
    }
    expect(range.gpus).toHaveLength(1);
  });

  it('the targets are summed up in a sentence', async () => {
    await vi.waitFor(
      async () => {
        const { sentence, problems } = summarizeTargets(await metrics.targets(never));
        expect([sentence, problems]).toEqual([expect.stringMatching(/^(\d+) of \1 targets are up$/), []]);
      },
      { timeout: 60_000, interval: 1_000 },
    );
  });

  it('a refused query is refused in Prometheus’ words', async () => {
    await expect(metrics.query('sum by (', never)).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringMatching(/^Prometheus refused the query: .*parse error: /),
    });
  });

  it('free PromQL: values, a chart, the place of what is wrong, and the names that complete it', async () => {
    const explore = new Explore({ prometheus: async () => metrics });
    const { answer } = await explore.query('up{job="prometheus"}', never);
    expect(answer).toMatchObject({ kind: 'vector', series: [{ value: '1' }], left: 0 });
    expect((await explore.query('1 / 0', never)).answer).toMatchObject({ type: 'scalar', value: '+Inf' });
    const over = (await explore.range('up{job="prometheus"}', 900, never)).answer;
    expect(over.kind === 'lines' && over.series[0]?.values.at(-1)).toBe(1);
    const expression = 'sum(\n  {zone="é"} *';
    expect((await explore.query(expression, never)).answer).toMatchObject({
      kind: 'refused',
      place: { line: 2, at: expression.length },
    });
    expect((await explore.metrics(never)).find(({ name }) => name === 'go_goroutines')?.type).toBe('gauge');
    expect(await explore.labels('up{job="prometheus"}', never)).toContain('instance');
    expect(await explore.values('job', 'up', never)).toContain('prometheus');
  });

  it('the Prometheus pod is replaced: forward and charts recover by themselves', async () => {
    const { url } = await prometheus.ready(minute());
    const uid = () => kubectl(['-n', 'monitoring', 'get', 'pod', 'prometheus-0', '-o', 'jsonpath={.metadata.uid}']);
    const before = await uid();
    seen = [];
    await kubectl(['-n', 'monitoring', 'delete', 'pod', 'prometheus-0', '--wait=false']);
    const isNoticed = () => {
      prometheus.check();
      return seen.some(({ state }) => state === 'recovering');
    };
    await vi.waitUntil(isNoticed, { timeout: 30_000, interval: 500 });
    expect(prometheus.current().reason).toMatch(/^Service monitoring\/prometheus has no ready pod: /);
    const range = await vi.waitFor(
      () => metricsRange(metrics, { metrics: ['nodeMemoryTotal'], rangeSeconds: 900 }, Date.now() / 1000, never),
      { timeout: 90_000, interval: 500 },
    );
    expect(range.results[0]?.series.length).toBe(1);
    await vi.waitUntil(() => prometheus.current().state === 'ready', { timeout: 30_000 });
    expect(prometheus.current().url).toBe(url);
    expect(await uid()).not.toBe(before);
  });

  it('while Prometheus was away there is a gap, exactly where its samples are missing', async () => {
    const scale = (replicas: number) =>
      kubectl(['-n', 'monitoring', 'scale', 'statefulset/prometheus', `--replicas=${replicas}`]);
    await scale(0);
    await kubectl(['-n', 'monitoring', 'wait', '--for=delete', 'pod/prometheus-0', '--timeout=60s']);
    await new Promise((resolve) => setTimeout(resolve, 15_000)); // longer than the window that a GPU's value may come from
    await scale(1);
    await prometheus.ready(AbortSignal.timeout(120_000));

    const range = await vi.waitFor(
      async () => {
        const now = Date.now() / 1000;
        const found = await metricsRange(metrics, { metrics: ['gpuTemperature'], rangeSeconds: 300 }, now, never);
        expect(found.results[0]?.series[0]?.points.at(-1)?.[1]).not.toBeNull();
        return found;
      },
      { timeout: 60_000, interval: 1_000 },
    );
    const points = range.results[0]?.series[0]?.points ?? fail();
    const raw = await metrics.query('nvidia_smi_temperature_gpu[10m]', never, range.endSeconds);
    const samples = raw.resultType === 'matrix' ? raw.result.flatMap(({ values }) => values) : fail();
    const expected = points.map(([at]) => {
      const last = samples
        .filter(([time]) => time > at - 10 && time <= at)
        .sort(([a], [b]) => a - b)
        .at(-1);
      return [at, last === undefined ? null : Number(last[1])];
    });
    expect(points).toEqual(expected);
    const first = points.findIndex(([, value]) => value !== null);
    expect(points.slice(first).filter(([, value]) => value === null).length).toBeGreaterThanOrEqual(2);
  });
});

describe('through an API server that goes away', () => {
  it('overview and forward say so, and are back when it is', async () => {
    const relay = await startRelay(cluster.kubeconfig);
    const folder = await mkdtemp(join(tmpdir(), 'odin-reads-'));
    const file = join(folder, 'kubeconfig');
    await writeFile(file, relay.kubeconfig, { mode: 0o600 });
    const through = await connect(contextOf(file));
    const told: Snapshot[] = [];
    const store = new ClusterStore({ client: through, namespace: 'monitoring', onChange: (one) => told.push(one) });
    const gateway = await gatewayTo(() => forward);
    const forward: ForwardHandle = startForward({
      client: through,
      target: 'prometheus',
      service: { namespace: 'monitoring', name: 'prometheus', port: 9090 },
      preferredPort: 9091,
      probePath: '/-/ready',
      ports: { get: () => undefined, set: () => {} },
      onChange: () => {},
      gatekeeper: () => gateway,
    });
    try {
      await vi.waitUntil(() => told.at(-1)?.isComplete === true, { timeout: 30_000 });
      const { url } = await forward.ready(minute());
      relay.stop();
      forward.check();
      await vi.waitUntil(() => told.at(-1)?.stale === true, { timeout: 30_000 });
      await vi.waitUntil(() => forward.current().state === 'recovering', { timeout: 30_000 });
      expect(told.at(-1)?.staleReason).toMatch(/^Nothing listens at https:/);
      await relay.start();
      await vi.waitUntil(() => told.at(-1)?.stale === false, { timeout: 60_000 });
      await vi.waitUntil(() => forward.current().state === 'ready', { timeout: 30_000 });
      expect(await textOf(`${url}/-/ready`)).toContain('Ready');
    } finally {
      await forward.dispose();
      await store.dispose();
      await through.close();
      relay.stop();
      await rm(folder, { recursive: true });
    }
  });
});

/** As the session's: this test is a program of the person's own. */
function gatewayTo(handle: () => ForwardHandle): Promise<Gateway> {
  const open = (signal: AbortSignal) => handle().open(signal);
  return createGateway({ target: 'prometheus', open, headers: async () => ({}), admitsPrograms: true });
}

async function textOf(url: string, dispatcher?: Agent): Promise<string> {
  const answer = await fetch(url, dispatcher === undefined ? {} : { dispatcher });
  const text = await answer.text();
  expect(`${answer.status} ${text}`).toMatch(/^200 /);
  return text;
}

function fail(): never {
  throw new Error('nothing is known yet');
}

const kubeconfigSchema = z.looseObject({
  'current-context': z.string(),
  clusters: z.array(z.looseObject({ cluster: z.looseObject({ server: z.string() }) })),
});

function contextOf(file: string) {
  return { file, context: kubeconfigSchema.parse(parse(readFileSync(file, 'utf8')))['current-context'] };
}

/** Stands between a client and the API server, and can be gone. */
async function startRelay(kubeconfig: string) {
  const config = kubeconfigSchema.parse(parse(readFileSync(kubeconfig, 'utf8')));
  const upstream = new URL(config.clusters[0]?.cluster.server ?? fail());
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;
  const start = async () => {
    const made = createServer((socket) => {
      const other = connectTcp(Number(upstream.port || 443), upstream.hostname);
      for (const one of [socket, other]) {
        sockets.add(one);
        one.on('error', () => {}).once('close', () => sockets.delete(one));
      }
      socket.pipe(other).pipe(socket);
    });
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve));
    port = (made.address() as AddressInfo).port;
    server = made;
  };
  const stop = () => {
    server?.close();
    for (const socket of sockets) socket.destroy();
  };
  await start();
  const clusters = config.clusters.map((one) => ({
    ...one,
    cluster: {
      ...one.cluster,
      server: `https://127.0.0.1:${port}`,
      ...(upstream.hostname === '127.0.0.1' ? {} : { 'tls-server-name': upstream.hostname }),
    },
  }));
  return { kubeconfig: stringify({ ...config, clusters }), start, stop };
}
