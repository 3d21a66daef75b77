// From 1.0.0 of the stack to 1.1.0, to 1.2.0, to 1.3.0 and back, with real pods: one object comes, one is replaced, two policies become one, a limit
// can be read back from Prometheus, and its data outlives all of it.
import { expect, it, vi } from 'vitest';
import { changesIn } from '../engine/objects.ts';
import { succeeded } from '../engine/odin.ts';
import { STACK, stackRelease } from './stack-release.ts';

const { engine, desired, prometheus } = stackRelease('versions');
const { namespace: NAMESPACE } = STACK;

/** What this very process goes by. */
const config = async (): Promise<string> => (await prometheus('status/config')).yaml;
const samples = async (at: number) =>
  (await prometheus(`query?query=${encodeURIComponent('up == 1')}&time=${at}`)).result.length;
const volume = async () => (await engine.get(NAMESPACE, 'pvc/prometheus-data')).metadata.uid;
const governedBy = async () => (await engine.get(NAMESPACE, 'statefulset/prometheus')).spec.serviceName;

let witness: { readonly at: number; readonly count: number; readonly volume: string | undefined };

it('begins with 1.0.0', async () => {
  succeeded(await engine.apply(await engine.plan(await desired({ version: '1.0.0' }))));
  expect(await config()).not.toContain('sample_limit: 50000');
  const now = async () => Number((await prometheus('query?query=time()')).result[1]);
  await vi.waitFor(async () => expect(await samples(await now())).toBeGreaterThan(3), {
    timeout: 120_000,
    interval: 1_000,
  });
  const at = await now();
  witness = { at, count: await samples(at), volume: await volume() };
});

it('goes up to 1.1.0 as its notes say', async () => {
  const prepared = await engine.plan(await desired({ version: '1.1.0' }));
  expect(changesIn(prepared.plan)).toEqual([
    `configured ConfigMap/${NAMESPACE}/prometheus-config`,
    `created NetworkPolicy/${NAMESPACE}/scraped`,
    `created Service/${NAMESPACE}/prometheus-headless`,
    `deleted NetworkPolicy/${NAMESPACE}/grafana`,
    `deleted NetworkPolicy/${NAMESPACE}/kube-state-metrics`,
    `replaced StatefulSet/${NAMESPACE}/prometheus`,
  ]);
  succeeded(await engine.apply(prepared));
  expect(await config()).toMatch(/sample_limit: 50000/);
  expect(await config()).toMatch(/body_size_limit: 32Mi?B/);
  expect(await config()).toMatch(/job_name: kube-state-metrics\n(?: {2}\S.*\n)* {2}sample_limit: 1000000/);
  expect(await governedBy()).toBe('prometheus-headless');
  expect(await volume()).toBe(witness.volume);
  expect(await samples(witness.at)).toBe(witness.count);
  const { stdout } = await engine.tryKubectl(['diff', '-f', '-'], {
    input: await engine.helm(4, 'get', 'manifest', 'odin', '-n', NAMESPACE),
  });
  expect(stdout).toBe('');
});

it('goes up to 1.2.0, which only changes what there is', async () => {
  const prepared = await engine.plan(await desired({ version: '1.2.0' }));
  expect(changesIn(prepared.plan)).toEqual([
    `configured ConfigMap/${NAMESPACE}/alertmanager-config`,
    `configured ConfigMap/${NAMESPACE}/grafana-dashboards`,
    `configured ConfigMap/${NAMESPACE}/prometheus-config`,
    `configured ConfigMap/${NAMESPACE}/prometheus-rules`,
    `configured DaemonSet/${NAMESPACE}/node-exporter`,
    `configured DaemonSet/${NAMESPACE}/nvidia-gpu-exporter`,
    `configured Deployment/${NAMESPACE}/grafana`,
    `configured StatefulSet/${NAMESPACE}/alertmanager`,
    `configured StatefulSet/${NAMESPACE}/prometheus`,
  ]);
  succeeded(await engine.apply(prepared));
  expect(await config()).toMatch(/out_of_order_time_window: (24h|1d)/);
  expect(await samples(witness.at)).toBe(witness.count);
});

it('goes up to 1.3.0, whose Prometheus answers pages of no other site, and whose GPU may sleep', async () => {
  const prepared = await engine.plan(await desired({ version: '1.3.0' }));
  expect(changesIn(prepared.plan)).toEqual([
    `configured ConfigMap/${NAMESPACE}/alertmanager-config`,
    `configured ConfigMap/${NAMESPACE}/grafana-dashboards`,
    `configured ConfigMap/${NAMESPACE}/prometheus-rules`,
    `configured DaemonSet/${NAMESPACE}/nvidia-gpu-exporter`,
    `configured Deployment/${NAMESPACE}/grafana`,
    `configured StatefulSet/${NAMESPACE}/alertmanager`,
    `configured StatefulSet/${NAMESPACE}/prometheus`,
    `created ConfigMap/${NAMESPACE}/nvidia-gpu-exporter-gate`,
  ]);
  succeeded(await engine.apply(prepared));
  expect(await samples(witness.at)).toBe(witness.count);
});

it('goes back, with all that was recorded', async () => {
  succeeded(await engine.apply(await engine.planRollback(STACK, 1)));
  expect(await config()).not.toContain('sample_limit: 50000');
  expect(await governedBy()).toBe('prometheus');
  expect(await engine.names(NAMESPACE, 'networkpolicy')).toContain('networkpolicy.networking.k8s.io/grafana');
  expect(await engine.names(NAMESPACE, 'service')).not.toContain('service/prometheus-headless');
  expect(await volume()).toBe(witness.volume);
  expect(await samples(witness.at)).toBe(witness.count);
});
