// Kubernetes counts each container of each pod, and each claim; the sums here are made by hand, of what the assets and presets say.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { valueAt } from '../manifests/at-path.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

async function rendered(settings: object) {
  const chosen = { version: 1, ...settings, components: { resourceQuota: true, logs: true } };
  const { objects } = await renderStack({
    assetsDir,
    namespace: 'lab',
    capabilities: COMPLETE_CLUSTER,
    settings: readSettings(chosen, 'test').settings,
  });
  return (kind: string) => objects.find((object) => object.kind === kind);
}
const hard = async (settings: object) => valueAt((await rendered(settings))('ResourceQuota'), ['spec', 'hard']);
const asAssets = await hard({});

it('is as in the assets where they leave room', async () => {
  expect(asAssets).toMatchObject({ 'limits.memory': '24Gi', 'requests.storage': '200Gi', pods: '60' });
  expect(await hard({ resources: 'small', prometheus: { storage: { size: '79Gi' } } })).toEqual(asAssets);
});

it('has room for larger volumes', async () => {
  // 500 + 2000 + 1 + 10, twice.
  expect(await hard({ prometheus: { storage: { size: '500Gi' } }, grafana: { storage: { size: '2000Gi' } } })).toEqual({
    ...(asAssets as object),
    'requests.storage': '5022Gi',
  });
});

it('has room for larger resources', async () => {
  // In Mi: 8192 + 256 + 2048 + 512 + 256 + 4096 + 1024, and node-exporter's 180: 16564, twice.
  expect(await hard({ resources: 'workstation' })).toMatchObject({ 'limits.memory': '33Gi', 'requests.cpu': '4' });
});

it('has room for many exporters', async () => {
  const exporters = Array.from({ length: 100 }, (_, index) => ({ name: `mine-${index}`, image: 'mine:1', port: 80 }));
  // Eight pods of the stack's own, with 0.54 cores.
  expect(await hard({ exporters })).toMatchObject({ pods: '216', 'requests.cpu': '6', 'requests.memory': '16Gi' });
});

it('has room for extra manifests, also for what says nothing of its memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'odin-quota-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const claim = (index: number) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `mine-${index}` },
    spec: { resources: { requests: { storage: '1Ti' } } },
  });
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'mine' },
    spec: { replicas: 100, template: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } } },
  };
  const items = [deployment, ...[1, 2, 3].map(claim)];
  await writeFile(join(folder, 'mine.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  expect(valueAt((await rendered({}))('LimitRange'), ['spec', 'limits', 0, 'default', 'memory'])).toBe('256Mi');
  // In Mi: 200 times 256, and 5300 of the stack's own, twice.
  expect(await hard({ extraManifests: folder })).toMatchObject({
    pods: '216',
    'limits.memory': '111Gi',
    persistentvolumeclaims: '14',
    'requests.storage': '6206Gi',
  });
});
