// Sums over manifests: of the newest version as `odin render` writes it, and of pods of every kind.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { stackOfferSchema } from '../../shared/model/stack-offer.ts';
import { COMPLETE_CLUSTER } from './cluster-checks/capabilities.ts';
import { offerOf } from './offer.ts';
import { readOffer } from './read-offer.ts';
import { renderStack } from './render.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

const object = (kind: string, name: string, fields: object) =>
  ({ apiVersion: 'v1', kind, metadata: { name }, ...fields }) as KubeObject;
const asking = (memory: string, more = {}) => ({ name: 'c', resources: { requests: { memory } }, ...more });
const workload = (kind: string, replicas: number | undefined, pod: object) =>
  object(kind, 'w', { spec: { ...(replicas === undefined ? {} : { replicas }), template: { spec: pod } } });

it('is what one sums up from what `odin render` writes of the newest stack', async () => {
  const { version, objects } = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
  });
  const written = JSON.stringify(objects);
  const total = (pattern: RegExp) =>
    [...written.matchAll(pattern)].reduce((sum, [, amount]) => sum + Number(amount), 0);
  // Only containers ask so, and the one that runs before another asks for less.
  const memory =
    total(/"requests":\{"cpu":"\d+m","memory":"(\d+)Mi"/g) - total(/"initContainers":.*?"memory":"(\d+)Mi"/g);
  expect(stackOfferSchema.parse(await readOffer(assetsDir))).toEqual({
    version,
    dashboards: [...written.matchAll(/"[\w-]+\.json":"\{/g)].length,
    alerts: [...written.matchAll(/\\n +- alert: /g)].length,
    volumeBytes: total(/"storage":"(\d+)Gi"/g) * GIB,
    memoryBytes: memory * MIB,
  });
});

it('has the parts that its sentence names', async () => {
  const { objects } = await renderStack({ assetsDir, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER });
  const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(names).toEqual(
    expect.arrayContaining(['Deployment/grafana', 'StatefulSet/prometheus', 'DaemonSet/nvidia-gpu-exporter']),
  );
});

it('counts replicas, sidecars beside the pod, and of what runs before it the hungriest alone', () => {
  const containers = [asking('100Mi'), asking('28Mi')];
  const memoryOf = (...objects: readonly KubeObject[]) => offerOf(objects).memoryBytes / MIB;
  expect(memoryOf(workload('Deployment', 2, { containers }))).toBe(256);
  expect(memoryOf(workload('StatefulSet', undefined, { containers }))).toBe(128);
  expect(memoryOf(workload('DaemonSet', undefined, { containers, initContainers: [asking('64Mi')] }))).toBe(128);
  const hungry = {
    containers,
    initContainers: [asking('300Mi'), asking('200Mi'), asking('8Mi', { restartPolicy: 'Always' })],
  };
  expect(memoryOf(workload('DaemonSet', undefined, hungry))).toBe(308);
  expect(memoryOf(workload('Deployment', 0, { containers }), object('Job', 'j', {}))).toBe(0);
});

it('reads what says nothing, or nonsense, as nothing', () => {
  const nothing = { dashboards: 0, alerts: 0, volumeBytes: 0, memoryBytes: 0 };
  expect(offerOf([])).toEqual(nothing);
  expect(
    offerOf([
      workload('Deployment', 1, { containers: [{ name: 'c' }, asking('much')] }),
      object('PersistentVolumeClaim', 'p', { spec: {} }),
      object('ConfigMap', 'prometheus-rules', { data: { a: 'groups: [{ rules: [{ record: a }] }]', b: '[]' } }),
      object('ConfigMap', 'grafana-dashboards-more', { data: { 'a.yaml': '{}' } }),
      object('ConfigMap', 'others', { data: { 'a.json': '{}' } }),
    ]),
  ).toEqual(nothing);
});
