// The sleep of the demo's GPU: by its day, and as somebody wants it; its series as a gate exports them.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kustomize } from '../../stack/manifests/kustomize.ts';
import { listVersions } from '../../stack/manifests/versions.ts';
import { startControllers } from '../controllers/engine.ts';
import { seed } from '../seed.ts';
import { type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { Registry } from '../store/registry.ts';
import { resourceOf } from '../store/resources.ts';
import { Store } from '../store/store.ts';
import { Database } from './database.ts';
import { evaluate } from './evaluate.ts';
import { metricsOf } from './exporters.ts';
import { recordedMetrics } from './gpu-recorded.ts';
import { restAt, turned } from './gpu-rest.ts';
import { parseQuery } from './parse.ts';
import type { Sample } from './value.ts';

const MIDNIGHT = Date.parse('2026-11-30T00:00:00Z') / 1000;
const at = (hour: number) => MIDNIGHT + hour * 3600;
const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(5, 16);

test.each([
  [0.02, 'asked', '11-29T16:30'],
  [0.1, 'left alone', '11-30T00:05'],
  [3, 'suspended', '11-30T00:07'],
  [10, 'asked', '11-30T07:30'],
  [12.5, 'suspended', '11-30T12:22'],
  [14, 'asked', '11-30T12:45'],
])('at hour %d it is %s since %s', (hour, state, since) => {
  const rest = restAt(at(hour), 0, []);
  const told = rest.isSuspended ? 'suspended' : rest.isAsked ? 'asked' : 'left alone';
  expect([told, clock(rest.since)]).toEqual([state, since]);
});

test('it is never asked while it is suspended, nor since a time that is yet to come, in any zone', () => {
  const zone = fc.integer({ min: -12, max: 14 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e9 }), zone, (seconds, hours) => {
      const { isSuspended, isAsked, since } = restAt(seconds, hours * 3600, []);
      expect(isSuspended && isAsked).toBe(false);
      expect(since).toBeLessThanOrEqual(seconds);
      expect(seconds - since).toBeLessThan(86_400);
    }),
  );
});

test('what somebody wants holds from then on, and the past stays as it was', () => {
  const asleep = turned([], 'asleep', at(10));
  const both = turned(turned(asleep, 'asleep', at(10.5)), 'day', at(11));
  expect(both).toHaveLength(2);
  expect(restAt(at(9.9), 0, both)).toEqual(restAt(at(9.9), 0, []));
  expect(restAt(at(10.9), 0, both)).toEqual({ isSuspended: true, isAsked: false, since: at(10) });
  expect(restAt(at(11.1), 0, both)).toEqual(restAt(at(11.1), 0, []));
  expect(restAt(at(3), 0, turned([], 'awake', at(2)))).toMatchObject({ isAsked: true, since: at(2) });
  expect(turned([], 'day', at(2))).toEqual([]);
});

test('a gate that sees processes tells of those that work at that hour, and of none while it does not ask', () => {
  const midnight = new Date(2026, 10, 30).getTime() / 1000;
  const processes = (hour: number) =>
    metricsOf('seeingGpu', 'blade', midnight)
      .filter(({ name, isThere }) => name === 'odin_gpu_process_memory_bytes' && isThere?.(midnight + hour * 3600))
      .map(({ labels, at: bytes }) => `${labels.process} ${bytes(0) > 1e6}`);
  expect(processes(10)).toEqual(['gnome-shell true', 'python3 true']);
  expect(processes(20)).toEqual(['gnome-shell true', 'Cyberpunk2077.exe true']);
  expect(processes(3)).toEqual([]);
  const names = metricsOf('gatedGpu', 'blade', midnight).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('odin_gpu_process'))).toEqual([]);
});

test('the rules record what the gate tells, and that it is not asked', () => {
  const midnight = new Date(2026, 10, 30).getTime() / 1000;
  const offset = -new Date(midnight * 1000).getTimezoneOffset() * 60;
  const recorded = (seesProcesses: boolean, hour: number) =>
    recordedMetrics(seesProcesses, offset, [])
      .filter(({ isThere }) => isThere?.(midnight + hour * 3600) ?? true)
      .map(({ labels, at: value }) => [labels.process ?? 'left alone', value(midnight + hour * 3600)]);
  expect(recorded(true, 10)).toEqual([
    ['left alone', 0],
    ['gnome-shell', 310 * 2 ** 20],
    ['python3', 12_900 * 2 ** 20],
  ]);
  expect(recorded(false, 10)).toEqual([['left alone', 0]]);
  expect(recorded(true, 3)).toEqual([['left alone', 1]]);
});

const GATE = [
  { name: 'nvidia-gpu-exporter', image: 'docker.io/utkuozdemir/nvidia_gpu_exporter:1.15.1' },
  { name: 'gate', image: 'docker.io/library/busybox:1.37.0', ports: [{ name: 'http', containerPort: 9835 }] },
];

function gated(object: JsonObject): JsonObject {
  if (object.kind !== 'DaemonSet' || stringAt(object, 'metadata.name') !== 'nvidia-gpu-exporter') return object;
  const template = objectAt(object, 'spec.template');
  const spec = { ...objectAt(object, 'spec.template.spec'), initContainers: [], containers: GATE, volumes: [] };
  return { ...object, spec: { ...objectAt(object, 'spec'), template: { ...template, spec } } };
}

test('the series of a gate are those of the GPU’s state, and the exporter’s page ends with the sleep', async () => {
  const store = new Store();
  const registry = new Registry(store);
  seed(registry);
  const stop = startControllers(registry, 300);
  const assets = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
  const all = (await kustomize(join(assets, (await listVersions(assets))[0]))) as unknown as readonly JsonObject[];
  const create = (object: JsonObject) =>
    registry.create(resourceOf(stringAt(object, 'kind')), stringAt(object, 'metadata.namespace'), object, {
      manager: 'test',
    });
  for (const object of all)
    if (/prometheus|nvidia|^monitoring$/.test(stringAt(object, 'metadata.name'))) create(gated(object));
  const ready = () =>
    store
      .list(resourceOf('Pod'), 'monitoring')
      .filter((pod) =>
        listAt(pod, 'status.conditions').some(
          (it) => stringAt(it, 'type') === 'Ready' && stringAt(it, 'status') === 'True',
        ),
      );
  await expect.poll(() => ready().length, { timeout: 8000 }).toBe(2);
  const now = Math.floor(Date.now() / 1000);
  const database = new Database(store);
  const names = (seconds: number) =>
    (evaluate(parseQuery('{job="nvidia-gpu-exporter"}'), seconds, database) as readonly Sample[]).map(
      ({ labels }) => `${labels.__name__}${labels.state === undefined ? '' : ` ${labels.state}`}`,
    );

  const askedAt = (seconds: number) =>
    (
      evaluate(
        parseQuery(
          'max by (uuid) (count_over_time(odin:gpu_left_alone:bool[30s]) - sum_over_time(odin:gpu_left_alone:bool[30s]))',
        ),
        seconds,
        database,
      ) as readonly Sample[]
    ).map(({ value }) => value > 0);

  create({ kind: 'ConfigMap', metadata: { name: 'odin-demo', namespace: 'kube-system' }, data: { gpu: 'awake' } });
  database.refresh(now);
  expect(names(now + 20)).toContain('odin_gpu_runtime_status active');
  expect(names(now + 20)).toContain('nvidia_smi_power_draw_watts');
  expect(askedAt(now + 50)).toEqual([true]);

  const config = store.get(resourceOf('ConfigMap'), 'kube-system', 'odin-demo') ?? {};
  registry.delete(resourceOf('ConfigMap'), config);
  create({ kind: 'ConfigMap', metadata: { name: 'odin-demo', namespace: 'kube-system' }, data: { gpu: 'asleep' } });
  database.refresh(now + 60);
  expect(names(now + 90).filter((name) => name.startsWith('nvidia_smi') || name.includes('active'))).toEqual([]);
  expect(names(now + 90)).toContain('odin_gpu_runtime_status suspended');
  expect(names(now + 90)).toContain('odin_gpu_device_info');
  expect(askedAt(now + 100)).toEqual([false]);
  expect(names(now + 50)).toContain('nvidia_smi_power_draw_watts');
  const since = evaluate(parseQuery('odin_gpu_state_since_timestamp_seconds'), now + 90, database) as readonly Sample[];
  expect(since.map(({ value }) => value)).toEqual([now + 60]);
  await stop();
}, 30_000);
