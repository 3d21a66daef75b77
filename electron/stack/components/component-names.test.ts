import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readComponents } from '../manifests/component-folders.ts';
import { listVersions } from '../manifests/versions.ts';
import { readSettings } from '../settings/read-settings.ts';
import { componentNames } from './component-names.ts';

const USUAL = [
  ...['namespace', 'network-policies', 'prometheus', 'rules', 'alertmanager', 'grafana', 'dashboards'],
  ...['node-exporter', 'kube-state-metrics', 'nvidia-gpu-exporter', 'of-a-later-version'],
];
const OPTIONAL = [
  ...['dcgm-exporter', 'nvidia-device-plugin', 'loki', 'alloy', 'dashboards-logs', 'ingress', 'resource-quota'],
  'optional-of-a-later-version',
];
const all = [...USUAL, ...OPTIONAL].map((name) => ({ name, directory: name, isDefault: USUAL.includes(name) }));
const chosen = (settings: object) => componentNames(readSettings({ version: 1, ...settings }, 'test').settings, all);

it.each<[object, readonly string[], readonly string[]]>([
  [{}, [], []],
  [{ prometheus: { existing: { namespace: 'a', service: 'b' } } }, [], ['prometheus', 'rules']],
  [{ components: { grafana: false } }, [], ['grafana', 'dashboards']],
  [{ components: { networkPolicies: false, alertmanager: false } }, [], ['network-policies', 'alertmanager']],
  [{ components: { nodeExporter: false, kubeStateMetrics: false } }, [], ['node-exporter', 'kube-state-metrics']],
  [{ components: { logs: true } }, ['loki', 'alloy', 'dashboards-logs'], []],
  [{ components: { ingress: true, resourceQuota: true } }, ['ingress', 'resource-quota'], []],
  [{ gpu: { exporter: 'nvidia-gpu-exporter-nvml' } }, [], []],
  [{ gpu: { exporter: 'dcgm-exporter' } }, ['dcgm-exporter'], ['nvidia-gpu-exporter']],
  [{ gpu: { exporter: 'none', devicePlugin: { enabled: true } } }, ['nvidia-device-plugin'], ['nvidia-gpu-exporter']],
])('%j adds %j and leaves out %j', (settings, added, left) => {
  const expected = [...USUAL.filter((name) => !left.includes(name)), ...added];
  expect([...chosen(settings)].sort()).toEqual(expected.sort());
});

describe.each(await listVersions(fileURLToPath(new URL('../../../assets/stack', import.meta.url))))('%s', (version) => {
  it('has by default what its kustomization lists', async () => {
    const components = await readComponents(
      fileURLToPath(new URL(`../../../assets/stack/${version}`, import.meta.url)),
    );
    const usual = components.filter(({ isDefault }) => isDefault).map(({ name }) => name);
    expect([...componentNames(readSettings({ version: 1 }, 'test').settings, components)]).toEqual(usual);
  });
});
