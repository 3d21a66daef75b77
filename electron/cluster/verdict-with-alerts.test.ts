import { expect, test } from 'vitest';
import type { Alert, AlertReport } from '../../shared/model/alert.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import { withAlerts } from './verdict-with-alerts.ts';

const healthy: Verdict = { level: 'healthy', sentence: 'All 9 parts are healthy', problems: [] };
const overview: Overview = {
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: [],
  parts: [],
  pods: [],
  at: 0,
  stale: false,
};
let count = 0;
const alert = (severity: Alert['severity'], state: Alert['state'] = 'firing'): Alert => ({
  fingerprint: `${++count}`,
  name: 'GpuHot',
  severity,
  state,
  since: 0,
  summary: `GPU 0 is hot (${severity})`,
  labels: {},
});
const known = (...alerts: Alert[]): AlertReport => ({ state: 'known', source: 'alertmanager', alerts, at: 0 });

test.each<[string, AlertReport | null, number]>([
  ['nobody looks', null, 0],
  ['nothing fires', known(), 0],
  ['warnings fire', known(alert('warning'), alert('info')), 2],
  ['what is critical is silenced', known(alert('critical', 'silenced'), alert('critical', 'inhibited')), 0],
  ['nobody answers now', { state: 'unreachable', reason: '', alerts: [alert('critical')], at: 0 }, 0],
  ['there is no alerting', { state: 'noAlerting', reason: '' }, 0],
])('stays healthy while %s', (_, report, problems) => {
  const verdict = withAlerts(healthy, overview, report);
  expect(verdict).toEqual({ ...healthy, problems: verdict.problems });
  expect(verdict.problems).toHaveLength(problems);
});

test('a critical alert alone is one problem, and the reason', () => {
  const verdict = withAlerts(healthy, overview, known(alert('warning'), alert('critical')));
  expect(verdict).toMatchObject({
    level: 'degraded',
    sentence: 'A critical alert fires',
    reason: 'GPU 0 is hot (critical)',
    problems: [{ tone: 'bad' }, { tone: 'warn' }],
  });
  const two = withAlerts(healthy, overview, known(alert('critical'), alert('critical')));
  expect(two).toMatchObject({ sentence: '2 critical alerts fire', problems: [{}, {}] });
});

test.each(['degraded', 'failed', 'busy', 'unknown'] as const)(
  'what is %s goes on counting its parts, and is degraded at least',
  (level) => {
    const verdict = withAlerts({ ...healthy, level, sentence: '8 of 9' }, overview, known(alert('critical')));
    expect(verdict).toMatchObject({ level: level === 'failed' ? 'failed' : 'degraded', sentence: '8 of 9' });
  },
);

test.each<[Verdict['level'], Overview | null]>([
  ['unreachable', overview],
  ['unreachable', { ...overview, stale: true }],
  ['notInstalled', { ...overview, installed: false }],
  ['unknown', null],
])('what is %s has a reason of its own', (level, sight) => {
  const verdict = { ...healthy, level };
  expect(withAlerts(verdict, sight, known(alert('critical')))).toBe(verdict);
});
