// The memory of Prometheus of a stack that comes, breaks and goes: the project's own manifests, on the demo's controllers.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dispose } from '../../disposal.ts';
import { kustomize } from '../../stack/manifests/kustomize.ts';
import { listVersions } from '../../stack/manifests/versions.ts';
import { startControllers } from '../controllers/engine.ts';
import { seed } from '../seed.ts';
import { type JsonObject, objectAt, stringAt } from '../store/json.ts';
import { Registry } from '../store/registry.ts';
import { resourceOf } from '../store/resources.ts';
import { Store } from '../store/store.ts';
import { Database } from './database.ts';
import { evaluate } from './evaluate.ts';
import { parseQuery } from './parse.ts';
import type { Sample } from './value.ts';

const assets = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const manifests = (await kustomize(join(assets, (await listVersions(assets))[0]))) as unknown as readonly JsonObject[];
const secret = (name: string, stringData: JsonObject): JsonObject => ({
  kind: 'Secret',
  metadata: { name, namespace: 'monitoring' },
  stringData,
});
const SECRETS = [
  secret('grafana-admin', { 'admin-user': 'admin', 'admin-password': 'x' }),
  secret('node-exporter-auth', { password: 'x', 'web.yml': '{}' }),
];

const store = new Store();
const registry = new Registry(store);
let stop: Dispose;
let database: Database;
let now: number;

beforeEach(() => {
  if (store.revision === 1) seed(registry);
  stop = startControllers(registry, 300);
  database = new Database(store);
  now = Math.floor(Date.now() / 1000);
});
afterEach(() => stop());

function create(object: JsonObject): void {
  registry.create(resourceOf(stringAt(object, 'kind')), stringAt(object, 'metadata.namespace'), object, {
    manager: 'test',
  });
}

function remove(kind: string, name: string): void {
  const object = store.get(resourceOf(kind), 'monitoring', name);
  if (object !== undefined) registry.delete(resourceOf(kind), object);
}

const query = (text: string, seconds: number) => evaluate(parseQuery(text), seconds, database) as readonly Sample[];
const targets = () => database.targets.map(({ job, isUp }) => `${job} ${isUp ? 'up' : 'down'}`).sort();
const pods = () => store.list(resourceOf('Pod'), 'monitoring');
const isReady = (pod: JsonObject) => JSON.stringify(objectAt(pod, 'status')).includes('"type":"Ready","status":"True"');

test('targets are scraped, history is full, gaps stay', async () => {
  database.refresh(now);
  expect(targets()).toEqual([]);
  expect(query('up', now)).toEqual([]);

  for (const object of [...manifests, ...SECRETS]) create(object);
  await expect.poll(() => pods().length === 6 && pods().every(isReady), { timeout: 8000 }).toBe(true);
  database.refresh(now);
  const jobs = [
    'alertmanager',
    'cadvisor',
    'grafana',
    'kube-state-metrics',
    'kube-state-metrics',
    'kubelet',
    'node-exporter',
    'nvidia-gpu-exporter',
    'prometheus',
  ];
  expect(targets()).toEqual(jobs.map((job) => `${job} up`));

  // A newcomer's charts are full a whole day back.
  const [scrapes] = query('count_over_time(up{job="nvidia-gpu-exporter"}[1d])', now);
  expect(scrapes?.value).toBe(86_400 / 5);
  const day = query('count_over_time(nvidia_smi_gpu_info[1d])', now);
  expect(day).toHaveLength(1);
  expect(day[0]?.labels).toMatchObject({
    name: 'NVIDIA GeForce RTX 4090 Laptop GPU',
    driver_version: '595.71.05',
    instance: 'razer-blade',
  });
  const cpu =
    '1 - sum by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1m])) / sum by (instance) (rate(node_cpu_seconds_total[1m]))';
  const [load] = query(cpu, now);
  expect(load?.value).toBeGreaterThan(0);
  expect(load?.value).toBeLessThan(1);
  // This GPU has a fan, but its driver does not know it.
  expect(query('nvidia_smi_fan_speed_ratio', now)).toEqual([]);

  // An exporter that is gone leaves a gap, from its last scrape to its next.
  remove('DaemonSet', 'node-exporter');
  await expect.poll(() => pods().length, { timeout: 8000 }).toBe(5);
  database.refresh(now + 100);
  expect(query('node_uname_info', now + 90)).toHaveLength(1);
  expect(query('node_uname_info', now + 120)).toEqual([]);
  const exporter = manifests.find((it) => it.kind === 'DaemonSet' && stringAt(it, 'metadata.name') === 'node-exporter');
  create(exporter ?? {});
  await expect.poll(() => pods().length === 6 && pods().every(isReady), { timeout: 8000 }).toBe(true);
  database.refresh(now + 400);
  expect(query('node_uname_info', now + 420)).toHaveLength(1);
  expect(query('node_uname_info', now + 300)).toEqual([]);

  // Without Prometheus nobody scrapes anything; what it wrote down is still there.
  const again = new Database(store, database.state());
  remove('StatefulSet', 'prometheus');
  await expect.poll(() => pods().length, { timeout: 8000 }).toBe(5);
  again.refresh(now + 500);
  database = again;
  expect(targets()).toEqual([]);
  // Later than the longest of their intervals, for which a sample counts.
  expect(query('up == 1', now + 600)).toEqual([]);
  expect(query('node_uname_info', now + 300)).toEqual([]);
  expect(query('node_uname_info', now + 450)).toHaveLength(1);
}, 30_000);
