// The stack's manifests applied by kubectl alone, as their README says, and judged by Prometheus and the kubelet.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { generatedSecrets } from '../../electron/stack/components/generated-secrets.ts';
import { readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { listVersions } from '../../electron/stack/manifests/versions.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { playGpu } from '../cluster/gpu-profile.ts';
import { type ApiProxy, startApiProxy } from '../cluster/proxy.ts';
import { queriesWithoutData } from '../rules/on-cluster.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const cluster = sharedCluster();
const { kubectl, tryKubectl } = cluster;
const inside = (...args: string[]) => kubectl(['-n', 'monitoring', ...args]);
const service = (name: string, path: string) =>
  proxy.get(`/api/v1/namespaces/monitoring/services/${name}:http/proxy${path}`);
const PASSWORD = 'known to this test';

const targetsSchema = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({ labels: z.record(z.string(), z.string()), health: z.string(), lastError: z.string() }),
    ),
  }),
});
const vectorSchema = z.object({
  data: z.object({
    result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: z.array(z.unknown()) })),
  }),
});

const rulesSchema = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
  }),
});

const query = async (promql: string) =>
  vectorSchema.parse(JSON.parse(await service('prometheus', `/api/v1/query?query=${encodeURIComponent(promql)}`))).data
    .result;

const WORKLOADS = [
  'statefulset/prometheus',
  'statefulset/alertmanager',
  'daemonset/node-exporter',
  'daemonset/nvidia-gpu-exporter',
  'deployment/kube-state-metrics',
  'deployment/grafana',
];

let directory = '';
let proxy: ApiProxy;

beforeAll(async () => {
  proxy = await startApiProxy(cluster);
  const there = await tryKubectl(['get', 'namespace', 'monitoring']);
  if (there.code === 0) throw new Error('The cluster has a namespace monitoring: delete it, this suite makes its own.');
  directory = join(assetsDir, (await listVersions(assetsDir))[0]);
  await kubectl(['apply', '-k', directory]);
  const items = await generatedSecrets(new Set(['grafana', 'node-exporter']), 'monitoring', () => PASSWORD);
  await kubectl(['create', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
});

afterAll(async () => {
  await proxy.stop();
  await kubectl(['delete', '--ignore-not-found', '--wait', '-k', directory]);
});

it('becomes ready', async () => {
  for (const workload of WORKLOADS) await inside('rollout', 'status', workload, '--timeout=180s');
  const restarts = 'jsonpath={.items[*].status.containerStatuses[*].restartCount}';
  expect(await inside('get', 'pods', '-o', restarts)).toBe('0 0 0 0 0 0 0');
});

it('is what kubectl wants it to be', async () => {
  expect(await kubectl(['diff', '-k', directory])).toBe('');
});

it('has every target up', async () => {
  const own = ['alertmanager', 'grafana', 'kube-state-metrics', 'node-exporter', 'nvidia-gpu-exporter', 'prometheus'];
  await vi.waitFor(
    async () => {
      const { data } = targetsSchema.parse(JSON.parse(await service('prometheus', '/api/v1/targets?state=active')));
      expect(data.activeTargets.filter(({ health }) => health !== 'up')).toEqual([]);
      expect([...new Set(data.activeTargets.map(({ labels }) => labels.job))].sort()).toEqual(
        ['cadvisor', 'kubelet', ...own].sort(),
      );
    },
    { timeout: 90_000, interval: 1000 },
  );
});

it.each([
  ['a GPU by name', 'nvidia_smi_gpu_info{name!=""} == 1'],
  ['its load', 'nvidia_smi_utilization_gpu_ratio'],
  ['its memory', 'nvidia_smi_memory_used_bytes < nvidia_smi_memory_total_bytes'],
  ['the node by its name', 'node_uname_info{instance=~".+", instance!~".*:.*"}'],
  ['node memory', 'node_memory_MemAvailable_bytes > 0'],
  ['pods by their own namespace', 'kube_pod_info{namespace="monitoring", pod="prometheus-0"}'],
  ['memory of containers', 'container_memory_working_set_bytes{namespace="monitoring", container="prometheus"} > 0'],
  ['the kubelet', 'kubelet_running_pods > 0'],
  [
    'its own retention',
    'prometheus_tsdb_retention_limit_seconds == 15 * 86400 and prometheus_tsdb_retention_limit_bytes == 8 * 2 ^ 30',
  ],
])('knows %s', async (_what, promql) => {
  await vi.waitFor(async () => expect(await query(promql)).not.toEqual([]), { timeout: 60_000, interval: 1000 });
});

it('has every rule evaluated, and data for every query of its dashboards', async () => {
  // Rates need a few scrapes, and what is recorded one round more.
  await vi.waitFor(async () => expect(await queriesWithoutData(query)).toEqual([]), {
    timeout: 150_000,
    interval: 1000,
  });
  // Some groups are evaluated every two minutes.
  await vi.waitFor(
    async () => {
      const { data } = rulesSchema.parse(JSON.parse(await service('prometheus', '/api/v1/rules')));
      const rules = data.groups.flatMap(({ rules }) => rules);
      expect(rules.length).toBeGreaterThan(60);
      expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
    },
    { timeout: 150_000, interval: 1000 },
  );
}, 400_000);

it('tells two GPUs of one name apart', async () => {
  await playGpu(cluster, 'monitoring', 'h200');
  await vi.waitFor(
    async () => {
      const gpus = await query('nvidia_smi_gpu_info');
      expect(gpus.map(({ metric }) => `${metric.index} ${metric.name}`).sort()).toEqual([
        '0 NVIDIA H200',
        '1 NVIDIA H200',
      ]);
    },
    { timeout: 60_000, interval: 1000 },
  );
  await playGpu(cluster, 'monitoring', 'laptop');
});

it('scrapes who asks for it by annotation, once', async () => {
  await kubectl(['create', '-f', fileURLToPath(new URL('annotated.yaml', import.meta.url))]);
  try {
    await vi.waitFor(
      async () => {
        const found = (await query('home_made == 7')).map(
          ({ metric }) => `${metric.job} ${metric.namespace}/${metric.pod}`,
        );
        expect(found.sort()).toEqual([
          'annotated-pods stack-annotated/both',
          'annotated-services stack-annotated/service',
        ]);
      },
      { timeout: 90_000, interval: 1000 },
    );
  } finally {
    await kubectl(['delete', 'namespace', 'stack-annotated', '--wait=false']);
  }
});

it('sends its alerts to Alertmanager, which nobody has told whom to tell', async () => {
  const pod = await inside('get', 'pod', 'alertmanager-0', '-o', 'jsonpath={.status.podIP}');
  await vi.waitFor(
    async () => {
      const { data } = JSON.parse(await service('prometheus', '/api/v1/alertmanagers'));
      expect(data).toEqual({
        activeAlertmanagers: [{ url: `http://${pod}:9093/api/v2/alerts` }],
        droppedAlertmanagers: expect.any(Array),
      });
    },
    { timeout: 60_000, interval: 1000 },
  );
  const { config } = JSON.parse(await service('alertmanager', '/api/v2/status'));
  expect(config.original).toContain('receiver: nobody');
});

it('lets node-exporter be read by who has its password, and by nobody else on the network', async () => {
  const ask = (credentials: string) =>
    tryKubectl([
      ...['-n', 'monitoring', 'exec', 'prometheus-0', '--', 'sh', '-c'],
      `wget -q -O - "http://${credentials}node-exporter:9100/metrics" | head -n 1`,
    ]);
  expect((await ask('')).stderr).toContain('401');
  expect((await ask('prometheus:guessed@')).stderr).toContain('401');
  const password = '$(sed "s/ /%20/g" /etc/prometheus/node-exporter/password)';
  expect((await ask(`prometheus:${password}@`)).stdout).toMatch(/^# HELP /);
});

it('keeps what it does not need out of the store', async () => {
  expect(await query('{__name__=~"apiserver_.+|etcd_.+|kube_secret_.+"}')).toEqual([]);
});

it('lets into Grafana who knows the password of the Secret, and its data source answers', async () => {
  // Through a pod, since the API server's proxy keeps credentials to itself.
  const ask = (path: string, password: string) => {
    const header = `Authorization: Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
    const wget = ['wget', '-q', '-O', '-', `--header=${header}`, `http://grafana:3000${path}`];
    return tryKubectl(['-n', 'monitoring', 'exec', 'prometheus-0', '--', ...wget]);
  };
  expect((await ask('/api/org', PASSWORD)).stdout).toContain('"Main Org."');
  expect((await ask('/api/org', 'admin')).stderr).toContain('401');
  expect((await ask('/api/datasources/uid/prometheus/health', PASSWORD)).stdout).toContain('"OK"');
  expect(await service('grafana', '/login')).toContain('<title>Grafana');
});

it('gives Grafana the public key of the gateway alone, and without a gateway one that nobody can sign for', async () => {
  const key = () => inside('exec', 'deployment/grafana', '--', 'cat', '/etc/grafana/gateway/public.pem');
  const own = await inside('get', 'secret', 'grafana-gateway', '-o', 'jsonpath={.data.public\\.pem}');
  expect(await key()).toBe(Buffer.from(own, 'base64').toString());
  expect(await inside('exec', 'deployment/grafana', '--', 'ls', '/etc/grafana/gateway')).toBe('public.pem\n');
  const grafana = (await readComponents(directory)).find(({ name }) => name === 'grafana');
  await inside('delete', 'secret', 'grafana-gateway');
  await inside('rollout', 'restart', 'deployment/grafana');
  await inside('rollout', 'status', 'deployment/grafana', '--timeout=60s');
  expect(await key()).toBe(await readFile(join(grafana?.directory ?? '', 'gateway', 'public.pem'), 'utf8'));
});

it('replaces a pod of Prometheus without two at its data, which stays', async () => {
  const before = (await query('up{job="prometheus"} == 1'))[0]?.value[0];
  await inside('delete', 'pod', 'prometheus-0', '--wait');
  await inside('rollout', 'status', 'statefulset/prometheus', '--timeout=60s');
  const restarts = 'jsonpath={.status.containerStatuses[0].restartCount}';
  expect(await inside('get', 'pod', 'prometheus-0', '-o', restarts)).toBe('0');
  // The rollout is told to be over by a status that may be older than the pod's end, and endpoints follow the pod.
  await vi.waitFor(async () => expect(await query(`up{job="prometheus"} @ ${before}`)).not.toEqual([]), {
    timeout: 60_000,
    interval: 1_000,
  });
});
