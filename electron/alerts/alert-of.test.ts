// Recorded answers of Alertmanager 0.28.1 and Prometheus 3.13.3 running the stack's own rules, with a silence on one alert
// and an inhibition between two (by `instance` and `mountpoint`).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alertSchema } from '../../shared/model/alert.ts';
import { alertsSchema } from '../metrics/answers.ts';
import { alertOfAlertmanager, alertOfPrometheus } from './alert-of.ts';
import { alertmanagerAlertsSchema } from './answers.ts';
import { arrange } from './arrange.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8'));
const recorded = alertmanagerAlertsSchema.parse(read('alertmanager-0.28-alerts.json'));
const alerts = arrange(recorded.map(alertOfAlertmanager));

test('tells severity, state and object of each, the most urgent first', () => {
  const told = alerts.map(({ severity, state, name, object }) => [severity, state, name, object?.kind, object?.name]);
  expect(told).toEqual([
    ['critical', 'firing', 'NodeDiskFull', 'Node', 'razer-blade'],
    ['critical', 'firing', 'NodeNotReady', 'Node', 'razer-blade'],
    ['warning', 'firing', 'DeploymentReplicasMismatch', 'Deployment', 'importer'],
    ['warning', 'firing', 'PodCrashLooping', 'Pod', 'importer-7c9d8b6f5-qx2lp'],
    ['warning', 'inhibited', 'NodeDiskSpaceLow', 'Node', 'razer-blade'],
    ['warning', 'silenced', 'PodImageUnavailable', 'Pod', 'reports-6f7d9c8b4-9hj2k'],
  ]);
});

test('keeps what the rule says and what tells the alert apart, and nothing else', () => {
  const alert = alerts.find(({ name }) => name === 'PodCrashLooping');
  expect(alert).toEqual({
    fingerprint: '3a02c54ec5caae42',
    name: 'PodCrashLooping',
    severity: 'warning',
    state: 'firing',
    since: Date.parse('2026-11-25T16:46:14.686Z'),
    summary: 'demo/importer-7c9d8b6f5-qx2lp keeps crashing',
    description:
      'Container importer has ended again and again for 10 minutes; Kubernetes waits longer before each new start.',
    action:
      '`kubectl -n demo logs importer-7c9d8b6f5-qx2lp -c importer --previous` has its last words, `kubectl -n demo describe pod importer-7c9d8b6f5-qx2lp` its exit code.',
    dashboard: 'odin-workloads',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'demo', name: 'importer-7c9d8b6f5-qx2lp' },
    labels: {
      alertname: 'PodCrashLooping',
      container: 'importer',
      namespace: 'demo',
      pod: 'importer-7c9d8b6f5-qx2lp',
      severity: 'warning',
    },
  });
});

test('Prometheus says the same of what fires, but for silences', () => {
  const { alerts: said } = alertsSchema.parse((read('prometheus-3.13-alerts.json') as { data: unknown }).data);
  const timeless = (all: readonly (typeof alerts)[number][]) =>
    all.map(({ name, severity, summary, object, labels }) => ({ name, severity, summary, object, labels }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(timeless(said.map(alertOfPrometheus)).sort(byName)).toEqual(timeless(alerts).sort(byName));
});

test('a rule of somebody else may say little, and an address is never taken from it', () => {
  const [one] = recorded;
  if (one === undefined) throw new Error('nothing was recorded');
  const strange = { ...one, labels: { severity: 'page' }, annotations: { dashboard: '../admin', token: 'secret' } };
  const alert = alertOfAlertmanager({ ...strange, status: { ...one.status, silencedBy: [], mutedBy: ['nights'] } });
  expect(alertSchema.parse(alert)).toEqual({
    fingerprint: one.fingerprint,
    name: 'Alert without a name',
    severity: 'warning',
    state: 'silenced',
    since: Date.parse(one.startsAt),
    summary: 'Alert without a name',
    labels: { severity: 'page' },
  });
});
