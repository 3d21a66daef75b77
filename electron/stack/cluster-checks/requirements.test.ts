// Classes, disks and ports that settings name have to be in the cluster. RuntimeClasses, and StorageClasses by default, are in render.test.ts.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DISTRIBUTIONS } from '../../distribution/table.ts';
import { renderStack } from '../render.ts';
import { readSettings } from '../settings/read-settings.ts';
import { type Capabilities, COMPLETE_CLUSTER } from './capabilities.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const local = { name: 'local-path', isDefault: true, isOnNode: true };
const traefik = { name: 'traefik', isDefault: true };
const other = (name: string) => ({ name, isDefault: false, isOnNode: false });
const large = { prometheus: { storage: { size: '3Ti' }, retention: { size: '2TB' } } };
const onNetwork = { prometheus: { ...large.prometheus, storage: { size: '3Ti', storageClassName: 'fast' } } };
const onOtherDisk = { prometheus: { ...large.prometheus, storage: { size: '3Ti', storageClassName: 'local-path' } } };
const taken = (name: string) => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'monitoring', name });
const ingress = { components: { ingress: true } };
const fast = { storageClassName: 'fast' };
const onFast = { prometheus: { storage: fast }, grafana: { storage: fast }, alertmanager: { storage: fast } };

const K3S = DISTRIBUTIONS.find(({ id }) => id === 'k3s');
const render = (capabilities: Partial<Capabilities>, settings: object) =>
  renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: { ...COMPLETE_CLUSTER, ...capabilities },
    settings: readSettings({ version: 1, ...settings }, 'test').settings,
  });

it.each<[Partial<Capabilities>, object]>([
  [{ storageClasses: [local, other('fast')] }, { prometheus: { storage: fast } }],
  [{ storageClasses: [other('fast')] }, onFast],
  [{ storageClasses: [local], ingressClasses: [] }, {}],
  [{ storageClasses: [local], largestDiskBytes: 2 * 1024 ** 4 }, large],
  [{ storageClasses: [local] }, large],
  [{ storageClasses: [local, other('fast')], largestDiskBytes: 1024 ** 4 }, onNetwork],
  [{ storageClasses: [local], largestDiskBytes: 1024 ** 4 }, onOtherDisk],
  [{ hostPorts: [{ port: 9100, protocol: 'TCP', holder: taken('node-exporter') }] }, {}],
  [{ hostPorts: [{ port: 9100, protocol: 'UDP', holder: taken('another') }] }, {}],
  [{ hostPorts: [{ port: 9100, protocol: 'TCP', holder: taken('another') }] }, { components: { nodeExporter: false } }],
  [{ ingressClasses: [traefik] }, ingress],
  [{ ingressClasses: [other('nginx')] }, { ...ingress, ingress: { ingressClassName: 'nginx' } }],
])('is content with %j for %j', async (capabilities, settings) => {
  expect((await render(capabilities, settings)).objects.length).toBeGreaterThan(20);
});

it.each<[Partial<Capabilities>, object, string]>([
  [
    { storageClasses: [local], largestDiskBytes: 1.9 * 1024 ** 4 },
    large,
    "The settings: prometheus.retention.size is 2TB, and StorageClass local-path keeps volumes on the nodes' own disks, the largest of which has 1945 GB: make it smaller, or name the class by prometheus.storage.storageClassName where its folder is on another disk.",
  ],
  [
    { hostPorts: [{ port: 9100, protocol: 'TCP', holder: taken('another') }] },
    {},
    'DaemonSet/monitoring/node-exporter needs port 9100 of the nodes, which DaemonSet/monitoring/another holds: take that one away, or leave this one out in the settings.',
  ],
  [
    { storageClasses: [local, other('slow')] },
    { prometheus: { storage: fast } },
    'PersistentVolumeClaim/monitoring/prometheus-data asks for StorageClass fast, which the cluster does not have: choose among local-path, slow.',
  ],
  [
    { storageClasses: [other('fast')] },
    { prometheus: { storage: fast } },
    "None of the cluster's StorageClasses (fast) is the default",
  ],
  [
    { ingressClasses: [], distribution: K3S },
    ingress,
    'Ingress/monitoring/grafana would answer to nobody, for the cluster has no IngressClass: take traefik out of `disable` in /etc/rancher/k3s/config.yaml',
  ],
  [
    { ingressClasses: [other('nginx')] },
    ingress,
    "for none of the cluster's IngressClasses (nginx) is the default: name one in the settings",
  ],
  [
    { ingressClasses: [traefik] },
    { ...ingress, ingress: { ingressClassName: 'nginx' } },
    'Ingress/monitoring/grafana asks for IngressClass nginx, which the cluster does not have: choose among traefik.',
  ],
])('refuses on %j what %j asks for', async (capabilities, settings, sentence) => {
  await expect(render(capabilities, settings)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(render(capabilities, settings)).rejects.toThrow(sentence);
});

it('has the way to Traefik where K3s was told to leave it out', async () => {
  await expect(render({ ingressClasses: [] }, ingress)).rejects.toMatchObject({
    message: expect.stringMatching(/: install an/),
  });
  const onK3s = { ingressClasses: [], distribution: K3S };
  const at = (where: Capabilities['site']['where']) => ({ where, onNode: 'the node lab-1', platform: 'linux' });
  await expect(render({ ...onK3s, site: at('here') }, ingress)).rejects.toMatchObject({
    remedy: 'sudoedit /etc/rancher/k3s/config.yaml && sudo systemctl restart k3s',
  });
  await expect(render({ ...onK3s, site: at('elsewhere') }, ingress)).rejects.toMatchObject({
    message: expect.stringContaining('and restart K3s on the node lab-1,'),
    remedy: undefined,
  });
});
