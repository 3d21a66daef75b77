import { expect, test } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import { alertsText } from './alerts.ts';

const hot: Alert = {
  fingerprint: 'a',
  name: 'GpuHot',
  severity: 'critical',
  state: 'firing',
  since: 0,
  summary: 'GPU 0 of blade is hot',
  action: 'Clear its vents.',
  object: { apiVersion: 'v1', kind: 'Node', name: 'blade' },
  labels: {},
};
const quiet: Alert = {
  ...hot,
  name: 'Quiet',
  severity: 'info',
  state: 'silenced',
  since: 3 * 3_600_000,
  summary: 'Hush',
};
const { object: _, ...nowhere } = quiet;

test('a table with the most urgent first, then what to do about what fires', () => {
  const report = { state: 'known', source: 'alertmanager', alerts: [hot, nowhere], at: 0 } as const;
  expect(alertsText({ ...report, alerts: [...report.alerts] }, 6 * 3_600_000)).toBe(
    [
      'SEVERITY         ALERT    FOR   ABOUT        SUMMARY',
      'critical         GpuHot   6h    Node/blade   GPU 0 of blade is hot',
      'info, silenced   Quiet    3h    -            Hush',
      '',
      'GpuHot: GPU 0 of blade is hot',
      '  Clear its vents.',
    ].join('\n'),
  );
});

test('says that nothing fires, and who says so where that matters', () => {
  const report = { state: 'known', source: 'prometheus', note: 'Prometheus says so.', alerts: [], at: 0 } as const;
  expect(alertsText({ ...report, alerts: [] }, 0)).toBe('Prometheus says so.\nNothing fires.');
  expect(alertsText({ ...report, alerts: [quiet] }, 0)).toMatch(
    /^Prometheus says so\.\nSEVERITY.*\n.*Hush\nNothing fires\.$/,
  );
  expect(alertsText({ state: 'noAlerting', reason: 'Nobody is there.' }, 0)).toBe('Nobody is there.');
});
