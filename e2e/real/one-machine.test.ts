// The stack on a node of its own that is set up as K3s sets up a laptop: another program has node-exporter's port, volumes are
// folders of the node's disk, a firewall drops what comes from pods. kubectl applies, and Prometheus is asked.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMPLETE_CLUSTER as capabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { valueAt } from '../../electron/stack/manifests/at-path.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { startNode, type TestNode } from '../cluster/cluster.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const mayHaveNode = process.getuid?.() === 0 && process.env.ODIN_CLUSTER_HOME !== undefined;
const PODS = '10.42.0.0/16';
const FIREWALL = ['INPUT', '-s', PODS, '-p', 'tcp', '-m', 'multiport', '--dports', '9100,10250', '-j', 'DROP'];
const WAIT = { timeout: 150_000, interval: 1_000 };
const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }),
});
const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string().optional(), expr: z.string() })) })),
});

describe.skipIf(!mayHaveNode)('on one machine', () => {
  let node: TestNode;
  let holder = '';
  let expressionOf = (_alert: string) => '';
  beforeAll(async () => {
    node = await startNode();
    // Any web server will do: it answers in the place of node-exporter, and asks for no password.
    const start = 'setsid registry /odin/images 0.0.0.0:9100 >/dev/null 2>&1 </dev/null & echo $!';
    holder = (await node.exec(['sh', '-c', start])).trim();
    const settings = { ...DEFAULT_SETTINGS, resources: 'small' as const };
    const { objects, createOnly } = await renderStack({ assetsDir, namespace: 'monitoring', capabilities, settings });
    const rules = objects.find(({ metadata }) => metadata.name === 'prometheus-rules');
    const all = Object.values(valueAt(rules, ['data']) as Readonly<Record<string, string>>)
      .flatMap((text) => rulesSchema.parse(parse(text)).groups)
      .flatMap((group) => group.rules);
    expressionOf = (alert) => all.find((rule) => rule.alert === alert)?.expr ?? '';
    const input = [...objects, ...createOnly].map((object) => JSON.stringify(object)).join('\n---\n');
    await node.kubectl(['apply', '--server-side', '-f', '-'], { input });
    await node.kubectl(['-n', 'monitoring', 'rollout', 'status', 'statefulset/prometheus', '--timeout=120s']);
  }, 200_000);
  afterAll(() => node?.down(), 60_000);

  async function series(promql: string): Promise<readonly Readonly<Record<string, string>>[]> {
    const path = `/api/v1/namespaces/monitoring/services/prometheus:http/proxy/api/v1/query?query=${encodeURIComponent(promql)}`;
    const { data } = answerSchema.parse(JSON.parse(await node.kubectl(['get', '--raw', path])));
    return data.result.map(({ metric }) => metric);
  }
  const count = async (promql: string) => (await series(promql)).length;

  it('reads no other program as node-exporter while that one has its port, and node-exporter afterwards', async () => {
    const status = '-o=jsonpath={.items[*].status.containerStatuses[*].restartCount}';
    const crashes = () =>
      node.kubectl(['-n', 'monitoring', 'get', 'pods', '-l', 'app.kubernetes.io/name=node-exporter', status]);
    await expect.poll(async () => Number(await crashes()), WAIT).toBeGreaterThan(0);
    await expect.poll(() => count('up{job="cadvisor"} == 1'), WAIT).toBe(1);
    expect(await count('up{job="node-exporter"}')).toBe(0);
    expect(await count('{job="node-exporter"}')).toBe(0);

    await node.exec(['kill', holder]);
    await node.kubectl(['-n', 'monitoring', 'delete', 'pod', '-l', 'app.kubernetes.io/name=node-exporter']);
    await expect.poll(() => count('up{job="node-exporter"} == 1'), WAIT).toBe(1);
  }, 300_000);

  it('knows a volume of K3s as the disk that it is a folder of', async () => {
    const volumes = await node.kubectl(['get', 'pv', '-o=jsonpath={.items[*].spec.local.path}']);
    expect(volumes.split(' ').length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => count('kubelet_volume_stats_capacity_bytes'), WAIT).toBeGreaterThanOrEqual(3);
    // By its size alone, without a word of kube-state-metrics.
    const bySize = 'count_values by (instance) ("bytes", kubelet_volume_stats_capacity_bytes)';
    await expect
      .poll(() => count(`odin:node_filesystem_watched:info and on (instance, bytes) ${bySize}`), WAIT)
      .toBeGreaterThan(0);
    await expect.poll(() => count('odin:volume_free:ratio'), WAIT).toBe(0);
  }, 300_000);

  it('sees a firewall that drops what comes from pods, and its end', async () => {
    const alert = expressionOf('NodeTargetsUnreachable');
    expect(await count(alert)).toBe(0);
    await node.exec(['iptables', '-I', ...FIREWALL]);
    await expect.poll(() => series(alert), WAIT).toMatchObject([{ instance: 'odin-node' }]);
    expect(await count('up{job="prometheus"} == 1')).toBe(1);
    await node.exec(['iptables', '-D', ...FIREWALL]);
    await expect.poll(() => count(alert), WAIT).toBe(0);
  }, 300_000);
});
