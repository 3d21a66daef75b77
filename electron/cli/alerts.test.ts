import { expect, test } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import { alertsText } from './alerts.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const shown = (...args: Parameters<typeof alertsText>) => layOut(alertsText(...args)).map(plain);

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
  expect(shown({ ...report, alerts: [...report.alerts] }, 6 * 3_600_000)).toEqual([
    'SEVERITY         ALERT    FOR   ABOUT        SUMMARY',
    'critical         GpuHot   6h    Node/blade   GPU 0 of blade is hot',
    'info, silenced   Quiet    3h    -            Hush',
    '',
    'GpuHot: GPU 0 of blade is hot',
    '  Clear its vents.',
  ]);
});

test('says that nothing fires, and who says so where that matters', () => {
  const report = { state: 'known', source: 'prometheus', note: 'Prometheus says so.', alerts: [], at: 0 } as const;
  expect(shown({ ...report, alerts: [] }, 0)).toEqual(['Prometheus says so.', 'Nothing fires.']);
  expect(shown({ ...report, alerts: [quiet] }, 0).join('\n')).toMatch(
    /^Prometheus says so\.\nSEVERITY.*\n.*Hush\nNothing fires\.$/,
  );
  expect(shown({ state: 'noAlerting', reason: 'Nobody is there.' }, 0)).toEqual(['Nobody is there.']);
});
