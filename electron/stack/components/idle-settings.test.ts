import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { withValueAt } from '../manifests/at-path.ts';
import { renderStack } from '../render.ts';
import { readSettings } from '../settings/read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

/** Of settings by their paths. */
async function rendered(choices: Readonly<Record<string, unknown>>) {
  const written = Object.entries(choices).reduce<object>(
    (all, [path, value]) => withValueAt(all, path.split('.'), value),
    { version: 1 },
  );
  const { settings } = readSettings(written, 'test');
  return renderStack({ assetsDir, namespace: 'monitoring', capabilities: COMPLETE_CLUSTER, settings });
}

const receivers = 'route: {receiver: a}\nreceivers: [{name: a}]';

it.each<[string, unknown, string]>([
  ['alerts.receivers', receivers, 'components.alertmanager'],
  ['alertmanager.storage', { size: '2Gi' }, 'components.alertmanager'],
  ['grafana.storage', { storageClassName: 'any' }, 'components.grafana'],
  ['loki.retention', '30d', 'components.logs'],
  ['loki.storage', { size: '20Gi' }, 'components.logs'],
  ['ingress.ingressClassName', 'any', 'components.ingress'],
  ['ingress.hosts', { grafana: 'g.test' }, 'components.ingress'],
  ['ingress.controller', { namespace: 'ingress-nginx', name: 'ingress-nginx' }, 'components.ingress'],
  ['gpu.devicePlugin.timeSlicingReplicas', 4, 'gpu.devicePlugin.enabled'],
])('%s: %j does nothing without %s, and is told', async (setting, value, component) => {
  const without = await rendered({ [component]: false });
  const idle = await rendered({ [component]: false, [setting]: value });
  expect(without.notes).toEqual([]);
  expect(idle).toMatchObject({
    objects: without.objects,
    notes: [`${setting} does nothing while ${component} is off.`],
  });
  const used = await rendered({ [component]: true, [setting]: value });
  expect(used.notes.join()).not.toContain('does nothing');
  expect(used.objects).not.toEqual((await rendered({ [component]: true })).objects);
});

it('tells of an address for a Prometheus that is not the stack’s', async () => {
  const existing = { 'components.ingress': true, 'prometheus.existing': { namespace: 'a', service: 'b' } };
  const idle = await rendered({ ...existing, 'ingress.hosts.prometheus': 'p.test' });
  const without = await rendered(existing);
  expect(idle.objects).toEqual(without.objects);
  expect(idle.notes).toEqual([
    ...without.notes,
    'ingress.hosts.prometheus does nothing while prometheus.existing is set.',
  ]);
});

it.each([
  ['gpu.sleep', 'never'],
  ['gpu.exporter', 'nvidia-gpu-exporter-nvml'],
  ['gpu.exporter', 'none'],
])('tells that nobody can tell processes where %s is %s', async (setting, value) => {
  const without = await rendered({ [setting]: value });
  const idle = await rendered({ [setting]: value, 'gpu.processes': true });
  expect(idle).toMatchObject({
    objects: without.objects,
    notes: ['gpu.processes does nothing while gpu.sleep is never or gpu.exporter is another than nvidia-gpu-exporter.'],
  });
});
