import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { readAlerts } from './read-alerts.ts';

const never = new AbortController().signal;
const labels = { alertname: 'A', severity: 'critical' };
const alertmanager = {
  alerts: async () => [
    {
      fingerprint: 'f',
      labels,
      annotations: { summary: 'from Alertmanager' },
      startsAt: '2026-01-01T00:00:00Z',
      status: { state: 'active' as const, silencedBy: [], inhibitedBy: [], mutedBy: [] },
    },
  ],
};
const said = { labels, annotations: { summary: 'from Prometheus' }, activeAt: '2026-01-01T00:00:00Z' };
const prometheus = async () => ({
  alerts: async () => [
    { ...said, state: 'firing' as const },
    { ...said, labels: { alertname: 'Soon' }, state: 'pending' as const },
  ],
});
const failing = (message: string, code: 'unavailable' | 'cancelled' | 'unsupported' = 'unavailable') => ({
  alerts: () => Promise.reject(new AppError(code, message)),
});
const summaries = async (sources: Parameters<typeof readAlerts>[0]) => {
  const report = await readAlerts(sources, never);
  return report.state === 'known' ? [report.source, report.note, ...report.alerts.map((it) => it.summary)] : report;
};

test('Alertmanager is asked where it is', async () => {
  expect(await summaries({ alertmanager, prometheus })).toEqual(['alertmanager', undefined, 'from Alertmanager']);
});

test('without one Prometheus says what fires, not what might', async () => {
  const note = 'There is no Alertmanager in this cluster: this is what Prometheus says, without silences.';
  expect(await summaries({ prometheus })).toEqual(['prometheus', note, 'from Prometheus']);
});

test('a broken Alertmanager does not hide what Prometheus knows', async () => {
  expect(await summaries({ alertmanager: failing('It is down.'), prometheus })).toEqual([
    'prometheus',
    'It is down. This is what Prometheus says.',
    'from Prometheus',
  ]);
});

test('where nobody is there, that is the answer', async () => {
  expect(await readAlerts({}, never)).toMatchObject({ state: 'noAlerting' });
});

test('where nobody answers, Alertmanager’s failure is told', async () => {
  const both = { alertmanager: failing('It is down.'), prometheus: async () => failing('So is this.') };
  await expect(readAlerts(both, never)).rejects.toThrow('It is down.');
  await expect(readAlerts({ prometheus: both.prometheus }, never)).rejects.toThrow('So is this.');
});

test('who cancels hears nothing of Prometheus', async () => {
  const cancelled = { alertmanager: failing('Cancelled.', 'cancelled'), prometheus };
  await expect(readAlerts(cancelled, never)).rejects.toThrow('Cancelled.');
});

test('who speaks Prometheus’ API without alerts has none, and that is no failure', async () => {
  const reason = 'Prometheus at lab/vmselect:8481 does not answer /api/v1/alerts (HTTP 400).';
  expect(await readAlerts({ prometheus: async () => failing(reason, 'unsupported') }, never)).toEqual({
    state: 'noAlerting',
    reason,
  });
});
