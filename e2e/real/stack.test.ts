// The stack's manifests as they are, judged by those who have the say: the API server, kubectl, promtool, Prometheus, and
// the kubelet that runs them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { connect } from '../../electron/kube/connect.ts';
import { type Capabilities, readCapabilities } from '../../electron/stack/capabilities.ts';
import { grafanaAdminSecret } from '../../electron/stack/generated-secret.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { listVersions } from '../../electron/stack/versions.ts';
import { parseManifests } from '../../electron/stack/yaml.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { playGpu } from '../cluster/gpu-profile.ts';
import { attempt } from '../cluster/run.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const cluster = sharedCluster();
const { kubectl, tryKubectl } = cluster;
const raw = async (path: string) => kubectl(['get', '--raw', path]);
const service = (name: string, path: string) => raw(`/api/v1/namespaces/monitoring/services/${name}:http/proxy${path}`);
const EVERYTHING: Capabilities = {
  runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
  runtimeHandlers: undefined,
  storageClasses: [{ name: 'local-path', isDefault: true }],
};
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

const query = async (promql: string) =>
  vectorSchema.parse(JSON.parse(await service('prometheus', `/api/v1/query?query=${encodeURIComponent(promql)}`))).data
    .result;

let directory = '';
let objects: readonly KubeObject[] = [];

beforeAll(async () => {
  const there = await tryKubectl(['get', 'namespace', 'monitoring']);
  if (there.code === 0) throw new Error('The cluster has a namespace monitoring: delete it, this suite makes its own.');
  directory = join(assetsDir, (await listVersions(assetsDir))[0]);
  ({ objects } = await renderStack({ assetsDir, namespace: 'monitoring', capabilities: EVERYTHING }));
  await kubectl(['apply', '-f', join(directory, '00-namespace.yaml')]);
});

afterAll(async () => {
  await kubectl(['delete', '--ignore-not-found', '--wait', '-f', directory]);
});

it('is read by ODIN as kubectl reads it', async () => {
  const theirs = await kubectl(['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', directory]);
  // It prints one JSON after the other; JSON is YAML.
  expect(objects).toEqual(parseManifests(theirs.replaceAll('\n}\n{', '\n}\n---\n{'), 'kubectl'));
});

it('finds on this cluster what the stack asks for', async () => {
  const client = await connect({ file: cluster.kubeconfig, context: await currentContext() });
  try {
    const { runtimeClasses, storageClasses } = await readCapabilities(client, AbortSignal.timeout(10_000));
    const names = async (kind: string) => (await kubectl(['get', kind, '-o', 'name'])).trim().split('\n').sort();
    expect(runtimeClasses.map(({ name }) => `runtimeclass.node.k8s.io/${name}`).sort()).toEqual(
      await names('runtimeclass'),
    );
    expect(storageClasses.map(({ name }) => `storageclass.storage.k8s.io/${name}`).sort()).toEqual(
      await names('storageclass'),
    );
    expect(storageClasses.some(({ isDefault }) => isDefault)).toBe(true);
  } finally {
    await client.close();
  }
});

it('is accepted whole by the API server, every field known to it', async () => {
  const args = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-o', 'name', '-f', directory];
  const names = (await kubectl(args)).trim().split('\n');
  expect(names).toHaveLength(objects.length);
});

it('runs restricted, but for the parts that need the host', async () => {
  const namespace = 'stack-restricted';
  const label = 'pod-security.kubernetes.io/enforce=restricted';
  await kubectl(['create', 'namespace', namespace]);
  try {
    await kubectl(['label', 'namespace', namespace, label]);
    const refused: string[] = [];
    for (const object of objects) {
      const template = templateOf(object);
      if (template === undefined) continue;
      const pod = { ...template, apiVersion: 'v1', kind: 'Pod', metadata: { name: 'trial', namespace } };
      // Accounts of the stack are not in this namespace.
      const input = JSON.stringify({ ...pod, spec: { ...template.spec, serviceAccountName: 'default' } });
      const { code, stderr } = await tryKubectl(['create', '--dry-run=server', '-f', '-'], { input });
      if (code !== 0) refused.push(`${object.metadata.name}: ${stderr}`);
    }
    expect(refused).toEqual([
      expect.stringMatching(
        /^node-exporter: .*violates PodSecurity.*host namespaces \(hostNetwork=true, hostPID=true\)/,
      ),
    ]);
  } finally {
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  }
});

it('has a scrape configuration that promtool accepts', async ({ skip }) => {
  const found = await attempt('promtool', ['--version']).catch(() => undefined);
  if (found === undefined) return skip('promtool is not in the PATH (the cluster that this project builds brings it)');
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-config');
  const data = z.object({ 'prometheus.yml': z.string() }).parse(config?.data);
  const folder = await mkdtemp(join(tmpdir(), 'odin-promtool-'));
  try {
    const path = join(folder, 'prometheus.yml');
    await writeFile(path, data['prometheus.yml']);
    // The files that it names are in the pod.
    const { code, stdout, stderr } = await attempt('promtool', [
      'check',
      'config',
      '--syntax-only',
      '--lint=all',
      path,
    ]);
    expect(`${stdout}${stderr}`).toContain('SUCCESS');
    expect(code).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('applied with kubectl alone, as its README says', () => {
  beforeAll(async () => {
    await kubectl(['apply', '-f', directory]);
    await kubectl(['create', '-f', '-'], { input: JSON.stringify(grafanaAdminSecret('monitoring', PASSWORD)) });
  });

  it('becomes ready', async () => {
    const workloads = objects.filter((object) => templateOf(object) !== undefined);
    expect(workloads).toHaveLength(5);
    for (const { kind, metadata } of workloads) {
      await kubectl(['-n', 'monitoring', 'rollout', 'status', `${kind}/${metadata.name}`, '--timeout=180s']);
    }
    const pods = await kubectl([
      '-n',
      'monitoring',
      'get',
      'pods',
      '-o',
      'jsonpath={.items[*].status.containerStatuses[*].restartCount}',
    ]);
    expect(pods.split(' ')).toEqual(['0', '0', '0', '0', '0']);
  });

  it('is what kubectl wants it to be', async () => {
    expect(await kubectl(['diff', '-f', directory])).toBe('');
  });

  it('has every target up', async () => {
    const jobs = [
      'cadvisor',
      'grafana',
      'kube-state-metrics',
      'kubelet',
      'node-exporter',
      'nvidia-gpu-exporter',
      'prometheus',
    ];
    await vi.waitFor(
      async () => {
        const { data } = targetsSchema.parse(JSON.parse(await service('prometheus', '/api/v1/targets?state=active')));
        expect(data.activeTargets.filter(({ health }) => health !== 'up')).toEqual([]);
        expect([...new Set(data.activeTargets.map(({ labels }) => labels.job))].sort()).toEqual(jobs);
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

  it('keeps what it does not need out of the store', async () => {
    expect(await query('{__name__=~"apiserver_.+|etcd_.+|kube_secret_.+"}')).toEqual([]);
  });

  it('lets into Grafana who knows the password of the Secret, and its data source answers', async () => {
    // Through a pod, since the API server's proxy keeps credentials to itself.
    const ask = (path: string, password: string) =>
      tryKubectl([
        ...['-n', 'monitoring', 'exec', 'prometheus-0', '--'],
        ...[
          'wget',
          '-q',
          '-O',
          '-',
          `--header=Authorization: Basic ${Buffer.from(`admin:${password}`).toString('base64')}`,
        ],
        `http://grafana:3000${path}`,
      ]);
    expect((await ask('/api/org', PASSWORD)).stdout).toContain('"Main Org."');
    expect((await ask('/api/org', 'admin')).stderr).toContain('401');
    expect((await ask('/api/datasources/uid/prometheus/health', PASSWORD)).stdout).toContain('"OK"');
    expect(await service('grafana', '/login')).toContain('<title>Grafana');
  });

  it('replaces a pod of Prometheus without two at its data, which stays', async () => {
    const before = (await query('up{job="prometheus"} == 1'))[0]?.value[0];
    await kubectl(['-n', 'monitoring', 'delete', 'pod', 'prometheus-0', '--wait']);
    await kubectl(['-n', 'monitoring', 'rollout', 'status', 'statefulset/prometheus', '--timeout=60s']);
    const restarts = 'jsonpath={.status.containerStatuses[0].restartCount}';
    expect(await kubectl(['-n', 'monitoring', 'get', 'pod', 'prometheus-0', '-o', restarts])).toBe('0');
    expect(await query(`up{job="prometheus"} @ ${before}`)).not.toEqual([]);
  });
});

interface PodTemplate {
  readonly spec: Readonly<Record<string, unknown>>;
}

const workloadSchema = z.object({
  template: z.object({ spec: z.looseObject({ containers: z.array(z.unknown()) }) }),
});

function templateOf(object: KubeObject): PodTemplate | undefined {
  return workloadSchema.safeParse(object.spec).data?.template;
}

async function currentContext(): Promise<string> {
  return (await kubectl(['config', 'current-context'])).trim();
}
