// Usage of pods on a real node, judged by kubectl top and by the kubelet itself: by metrics-server alone, then by Prometheus.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Session } from '../../electron/session/session.ts';
import type { Usage } from '../../shared/model/usage.ts';
import { succeeded } from '../engine/odin.ts';
import { openSession } from './open-session.ts';
import { STACK, stackRelease } from './stack-release.ts';

const { engine, desired } = stackRelease('usage');
const { kubectl } = engine;
const never = new AbortController().signal;
const BUSY = 'odin-busy';
let session: Session;

/** Uses all of the fifth of a core that it may have. */
const busyPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: BUSY, namespace: 'default' },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'loop',
        image: 'busybox',
        command: ['sh', '-c', 'while :; do :; done'],
        resources: { requests: { cpu: '50m' }, limits: { cpu: '200m', memory: '32Mi' } },
      },
    ],
  },
};

beforeAll(async () => {
  session = await openSession(engine);
  await kubectl(['apply', '-f', '-'], { input: JSON.stringify(busyPod) });
  await kubectl(['wait', '--for=condition=Ready', `pod/${BUSY}`, '--timeout=120s']);
});

afterAll(async () => {
  await session?.dispose();
  await kubectl(['delete', 'pod', BUSY, '--ignore-not-found', '--wait=false']);
});

const busyIn = ({ pods }: Usage) => pods.find(({ namespace, name }) => namespace === 'default' && name === BUSY);

/** What the kubelet says of each pod: bytes of the working set, and cores. */
async function toldByKubelet(): Promise<Map<string, { readonly memoryBytes: number; readonly cpuCores: number }>> {
  const node = (await kubectl(['get', 'nodes', '-o', 'name'])).trim().split('/').at(-1);
  const summary: {
    readonly pods: readonly {
      readonly podRef: { readonly namespace: string; readonly name: string };
      readonly cpu?: { readonly usageNanoCores?: number };
      readonly memory?: { readonly workingSetBytes?: number };
    }[];
  } = JSON.parse(await kubectl(['get', '--raw', `/api/v1/nodes/${node}/proxy/stats/summary`]));
  return new Map(
    summary.pods.map(({ podRef, cpu, memory }) => [
      `${podRef.namespace}/${podRef.name}`,
      { memoryBytes: memory?.workingSetBytes ?? 0, cpuCores: (cpu?.usageNanoCores ?? 0) / 1e9 },
    ]),
  );
}

it('by metrics-server: the pods and the amounts of kubectl top', async () => {
  await vi.waitFor(
    async () => {
      const usage = await session.usage.now(never);
      expect(usage.source, usage.reason).toBe('metricsApi');
      const busy = busyIn(usage);
      expect(busy?.cpuCores).toBeGreaterThan(0.1);
      const lines = (await kubectl(['top', 'pods', '-A', '--no-headers'])).split('\n');
      const [, , cpu = '', memory = ''] =
        lines.map((line) => line.trim().split(/\s+/)).find(([, name]) => name === BUSY) ?? [];
      expect(Number.parseInt(cpu, 10) / 1000 / (busy?.cpuCores ?? 0)).toBeCloseTo(1, 1);
      expect(Math.abs(Number.parseInt(memory, 10) * 2 ** 20 - (busy?.memoryBytes ?? 0))).toBeLessThanOrEqual(2 ** 20);
    },
    { timeout: 180_000, interval: 3_000 },
  );
});

it('by Prometheus: within a third of what the kubelet says, for what is busy and for what is large', async () => {
  succeeded(await engine.apply(await engine.plan(await desired())));
  session.settings.forget();
  await vi.waitFor(
    async () => {
      session.usage.forget();
      const usage = await session.usage.now(never);
      expect(usage.source, usage.reason).toBe('prometheus');
      const told = await toldByKubelet();
      const busy = busyIn(usage);
      expect((busy?.cpuCores ?? 0) / (told.get(`default/${BUSY}`)?.cpuCores ?? 0)).toBeGreaterThan(0.7);
      expect((busy?.cpuCores ?? 0) / (told.get(`default/${BUSY}`)?.cpuCores ?? 0)).toBeLessThan(1.3);
      const large = [...usage.pods].sort((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0)).slice(0, 3);
      expect(large[0]?.memoryBytes).toBeGreaterThan(16 * 2 ** 20);
      for (const { namespace, name, memoryBytes = 0 } of large) {
        const ratio = memoryBytes / (told.get(`${namespace}/${name}`)?.memoryBytes ?? 0);
        expect(ratio, name).toBeGreaterThan(0.7);
        expect(ratio, name).toBeLessThan(1.3);
      }
      // Each pod once, and none that is not there.
      const names = usage.pods.map(({ namespace, name }) => `${namespace}/${name}`);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect([...told.keys()]).toContain(name);
    },
    { timeout: 240_000, interval: 5_000 },
  );
});

it('a history with its limits, of a pod and of what makes pods', async () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: BUSY };
  const busy = await session.usage.history({ object: pod, rangeSeconds: 900 }, never);
  expect(busy).toMatchObject({ source: 'prometheus', cpuLimitCores: 0.2, memoryLimitBytes: 32 * 2 ** 20 });
  // A machine that has much else to do does not give it all of its limit.
  expect(busy.cpuCores.findLast(([, value]) => value !== null)?.[1]).toBeGreaterThan(0.02);
  const object = { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: STACK.namespace, name: 'prometheus' };
  const history = await session.usage.history({ object, rangeSeconds: 900 }, never);
  expect(history.memoryBytes.findLast(([, value]) => value !== null)?.[1]).toBeGreaterThan(32 * 2 ** 20);
});

it('tiles of the node: its memory is what its files say', async () => {
  await vi.waitFor(
    async () => {
      const { tiles, reason } = await session.usage.tiles(never);
      const names = tiles.map(({ name }) => name);
      // The root of a node in a container is no file system that node-exporter tells of.
      for (const name of ['cpu', 'memory'] as const) expect(names, reason).toContain(name);
      const memory = tiles.find(({ name }) => name === 'memory');
      const capacity = await kubectl(['get', 'nodes', '-o', 'jsonpath={.items[0].status.capacity.memory}']);
      expect((memory?.limit ?? 0) / (Number.parseInt(capacity, 10) * 1024)).toBeCloseTo(1, 2);
      for (const { value, limit } of tiles) if (limit !== undefined) expect(value ?? 0).toBeLessThanOrEqual(limit);
    },
    { timeout: 120_000, interval: 3_000 },
  );
});
