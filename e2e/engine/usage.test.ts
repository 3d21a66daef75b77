// Numbers of pods, objects and tiles on the demo cluster: by its Prometheus, and by its metrics API.
import { expect, it, vi } from 'vitest';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { tilesSchema, usageHistorySchema, usageSchema } from '../../shared/model/usage.ts';
import { demoGround } from './demo-ground.ts';
import { demoSession, installStack } from './demo-session.ts';

const never = new AbortController().signal;
const ground = demoGround();
const session = demoSession(ground);

const deployment = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'kube-system', name });

it('before there is a Prometheus, the metrics API tells what runs', async () => {
  const usage = await vi.waitFor(
    async () => {
      const found = await session().usage.now(never);
      expect(found.pods.length).toBeGreaterThan(1);
      return found;
    },
    // It tells of no pod before that has run for a quarter of a minute.
    { timeout: 60_000, interval: 500 },
  );
  expect(usageSchema.parse(usage)).toEqual(usage);
  expect(usage.source).toBe('metricsApi');
  for (const pod of usage.pods) {
    expect(pod.cpuCores).toBeGreaterThan(0);
    expect(pod.memoryBytes).toBeGreaterThan(2 ** 20);
  }
  const history = await session().usage.history({ object: deployment('coredns'), rangeSeconds: 3600 }, never);
  expect(history).toMatchObject({ source: 'metricsApi', reason: expect.stringContaining('history') });
  expect(history.cpuCores).toHaveLength(1);
  expect((await session().usage.tiles(never)).reason).toBe('Prometheus is not installed here.');
});

it('with the stack, Prometheus tells pods, volumes, the last hour and the tiles', async () => {
  await installStack(ground, session());
  const usage = await vi.waitFor(
    async () => {
      const found = await session().usage.now(never);
      expect(found.source).toBe('prometheus');
      const names = found.pods.filter(({ namespace }) => namespace === STACK_NAMESPACE).map(({ name }) => name);
      for (const part of ['prometheus-0', 'grafana', 'node-exporter', 'kube-state-metrics', 'nvidia-gpu-exporter'])
        expect(names.some((name) => name.startsWith(part))).toBe(true);
      expect(found.pods.every(({ cpuCores = 0, memoryBytes = 0 }) => cpuCores > 0 && memoryBytes > 0)).toBe(true);
      return found;
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(usageSchema.parse(usage)).toEqual(usage);
  expect(usage.volumes.length).toBeGreaterThan(0);
  for (const { usedBytes, capacityBytes } of usage.volumes) expect(usedBytes).toBeLessThan(capacityBytes);

  const object = { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: STACK_NAMESPACE, name: 'prometheus' };
  const history = await session().usage.history({ object, rangeSeconds: 3600 }, never);
  expect(usageHistorySchema.parse(history)).toEqual(history);
  expect(history.source).toBe('prometheus');
  expect(history.cpuCores.filter(([, value]) => value !== null).length).toBeGreaterThan(200);
  expect(history.memoryLimitBytes).toBeGreaterThan(
    history.memoryBytes.findLast(([, value]) => value !== null)?.[1] ?? 0,
  );

  const tiles = await session().usage.tiles(never);
  expect(tilesSchema.parse(tiles)).toEqual(tiles);
  expect(tiles.tiles.map(({ name }) => name)).toEqual([
    'gpu',
    'gpuMemory',
    'gpuTemperature',
    'gpuPower',
    'cpu',
    'memory',
    'diskFree',
  ]);
  for (const { points } of tiles.tiles) expect(points.length).toBeLessThanOrEqual(120);
});

it('both agree on what a pod uses', async () => {
  const { body } = await ground.client.request<{
    items: readonly { metadata: { name: string }; containers: readonly { usage: { memory: string } }[] }[];
  }>({
    path: `/apis/metrics.k8s.io/v1beta1/namespaces/kube-system/pods`,
  });
  const { pods } = await session().usage.now(never);
  for (const { metadata, containers } of body.items) {
    const told = pods.find(({ name }) => name === metadata.name)?.memoryBytes ?? 0;
    const kibibytes = Number.parseInt(containers[0]?.usage.memory ?? '', 10);
    expect(told / (kibibytes * 1024)).toBeCloseTo(1, 0);
  }
});
