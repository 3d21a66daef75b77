// Pods that come and go, and what Prometheus still knows of them.
import { expect, test } from 'vitest';
import type { JsonObject } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { cadvisorMetrics } from './kubelet-metrics.ts';
import { PodLog } from './pod-log.ts';
import { containerUsageAt, cpuSecondsOf } from './pod-usage.ts';
import { PAST_SECONDS } from './scrape-log.ts';

const NOW = 1_764_500_000;
const grafana = { name: 'grafana', image: 'docker.io/grafana/grafana:13.0.1', memoryLimit: '128Mi' };

const pod = (name: string, owner?: string): JsonObject => ({
  metadata: {
    uid: `uid-${name}`,
    namespace: 'web',
    name,
    ...(owner === undefined ? {} : { ownerReferences: [{ kind: 'ReplicaSet', name: owner }] }),
  },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
  status: { containerStatuses: [{ name: 'main', state: { running: {} } }] },
});
const storeOf = (...pods: readonly JsonObject[]) => ({ list: () => pods }) as unknown as Store;
const timesOf = (log: PodLog) =>
  log.pods.map(({ name, from, to }) => [name, from - NOW, to === null ? null : to - NOW]);

test('the first of a family has a past; who takes its place has none, and both are remembered', () => {
  const log = new PodLog();
  log.note(storeOf(pod('web-1-a', 'web-1'), pod('alone')), NOW);
  expect(timesOf(log)).toEqual([
    ['web-1-a', -PAST_SECONDS, null],
    ['alone', 0, null],
  ]);
  log.note(storeOf(pod('web-2-b', 'web-2'), pod('alone')), NOW + 60);
  expect(timesOf(log)).toEqual([
    ['web-1-a', -PAST_SECONDS, 60],
    ['alone', 0, null],
    ['web-2-b', 60, null],
  ]);
  const again = new PodLog(log.pods);
  again.note(storeOf(pod('web-2-b', 'web-2')), NOW + 90);
  expect(timesOf(again)).toEqual([
    ['web-1-a', -PAST_SECONDS, 60],
    ['alone', 0, 90],
    ['web-2-b', 60, null],
  ]);
  const memory = cadvisorMetrics(again.pods, NOW - PAST_SECONDS).filter(({ name }) =>
    name.startsWith('container_memory'),
  );
  const seen = (seconds: number) =>
    memory.filter(({ isThere }) => isThere?.(NOW + seconds)).map(({ labels }) => labels.pod);
  expect(seen(30)).toEqual(['web-1-a', 'alone']);
  expect(seen(70)).toEqual(['alone', 'web-2-b']);
});

test('no more than two hundred that are gone', () => {
  const log = new PodLog();
  for (let index = 0; index < 300; index++) log.note(storeOf(pod(`p${index}`)), NOW + index);
  expect(log.pods).toHaveLength(201);
});

test('CPU time only grows, by what the cores say, and memory stays below its limit', () => {
  const total = cpuSecondsOf(grafana, NOW - 10 * 86_400, NOW - 86_400);
  const times = Array.from({ length: 1440 }, (_, minute) => NOW - 86_400 + minute * 60);
  expect(total(NOW - 86_400)).toBe(0);
  for (const time of times) {
    const rate = (total(time + 60) - total(time)) / 60;
    expect(rate).toBeGreaterThan(0);
    expect(rate).toBeLessThan(0.1);
    expect(containerUsageAt(grafana, time).memoryBytes).toBeLessThanOrEqual(128 * 2 ** 20);
  }
});
