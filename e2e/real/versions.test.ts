// From 1.0.0 of the stack to 1.1.0 and back, with real pods: one object comes, one is replaced, two policies become one, a limit
// can be read back from Prometheus, and its data outlives all of it.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Desired } from '../../electron/release/desired.ts';
import { readCapabilities } from '../../electron/stack/capabilities.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { sharedCluster } from '../cluster/cluster.ts';
import { changesIn, engineOn, succeeded } from './engine.ts';

const NAMESPACE = 'monitoring';
const TARGET = { release: 'odin', namespace: NAMESPACE };
const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const engine = engineOn('versions', sharedCluster(), 280_000);
const { kubectl, tryKubectl } = engine;

async function stackOf(version: string): Promise<Desired> {
  const capabilities = await readCapabilities(engine.context.client, new AbortController().signal);
  return { ...TARGET, ...(await renderStack({ assetsDir, namespace: NAMESPACE, capabilities, version })) };
}

beforeAll(async () => {
  const there = await tryKubectl(['get', 'namespace', NAMESPACE]);
  if (there.code === 0)
    throw new Error(`The cluster has a namespace ${NAMESPACE}: delete it, this suite makes its own.`);
});
afterAll(async () => {
  await kubectl(['delete', 'namespace', NAMESPACE, '--ignore-not-found', '--wait=true']);
  await kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', 'app.kubernetes.io/part-of=odin']);
});

async function prometheus(path: string) {
  const address = `/api/v1/namespaces/${NAMESPACE}/services/prometheus:http/proxy/api/v1/${path}`;
  return JSON.parse(await kubectl(['get', '--raw', address])).data;
}
/** What this very process goes by. */
const config = async (): Promise<string> => (await prometheus('status/config')).yaml;
const samples = async (at: number) =>
  (await prometheus(`query?query=${encodeURIComponent('up == 1')}&time=${at}`)).result.length;
const volume = async () => (await engine.get(NAMESPACE, 'pvc/prometheus-data')).metadata.uid;
const governedBy = async () => (await engine.get(NAMESPACE, 'statefulset/prometheus')).spec.serviceName;

let witness: { readonly at: number; readonly count: number; readonly volume: string | undefined };

it('begins with 1.0.0', async () => {
  succeeded(await engine.apply(await engine.plan(await stackOf('1.0.0'))));
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
  const prepared = await engine.plan(await stackOf('1.1.0'));
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
  expect(await governedBy()).toBe('prometheus-headless');
  expect(await volume()).toBe(witness.volume);
  expect(await samples(witness.at)).toBe(witness.count);
  const { stdout } = await tryKubectl(['diff', '-f', '-'], {
    input: await engine.helm(4, 'get', 'manifest', 'odin', '-n', NAMESPACE),
  });
  expect(stdout).toBe('');
});

it('goes back, with all that was recorded', async () => {
  succeeded(await engine.apply(await engine.planRollback(TARGET, 1)));
  expect(await config()).not.toContain('sample_limit: 50000');
  expect(await governedBy()).toBe('prometheus');
  expect(await engine.names(NAMESPACE, 'networkpolicy')).toContain('networkpolicy.networking.k8s.io/grafana');
  expect(await engine.names(NAMESPACE, 'service')).not.toContain('service/prometheus-headless');
  expect(await volume()).toBe(witness.volume);
  expect(await samples(witness.at)).toBe(witness.count);
});
