import { expect, test } from 'vitest';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import type { Verdict } from '../../shared/model/overview.ts';
import { withAlerts } from './verdict-with-alerts.ts';

const healthy: Verdict = { level: 'healthy', sentence: 'All 9 services are healthy' };
const alert = (severity: Alert['severity'], state: Alert['state'] = 'firing'): Alert => ({
  fingerprint: `${severity} ${state}`,
  name: 'GpuHot',
  severity,
  state,
  since: 0,
  summary: 'GPU 0 is hot',
  labels: {},
});
const known = (...alerts: Alert[]): AlertReport => ({ state: 'known', source: 'alertmanager', alerts, at: 0 });
const one: Verdict = { level: 'degraded', sentence: 'A critical alert fires', reason: 'GpuHot: GPU 0 is hot' };

test.each<[string, AlertReport | null, Verdict]>([
  ['nobody looks', null, healthy],
  ['nothing fires', known(), healthy],
  ['warnings fire', known(alert('warning'), alert('info')), healthy],
  ['what is critical is silenced', known(alert('critical', 'silenced'), alert('critical', 'inhibited')), healthy],
  ['something critical fires', known(alert('critical'), alert('warning')), one],
  ['two do', known(alert('critical'), alert('critical')), { ...one, sentence: '2 critical alerts fire' }],
  ['nobody answers now', { state: 'unreachable', reason: '', alerts: [alert('critical')], at: 0 }, healthy],
  ['there is no alerting', { state: 'noAlerting', reason: '' }, healthy],
])('%s', (_, report, expected) => {
  expect(withAlerts(healthy, report)).toEqual(expected);
});

test.each(['degraded', 'failed', 'busy', 'unknown', 'unreachable', 'notInstalled'] as const)(
  'what is %s has a reason of its own',
  (level) => {
    const verdict = { level, sentence: 'Its own words' };
    expect(withAlerts(verdict, known(alert('critical')))).toBe(verdict);
  },
);
