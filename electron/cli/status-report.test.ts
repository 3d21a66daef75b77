import { expect, test } from 'vitest';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import { healthBlocks } from './status-report.ts';
import { layOut } from './table.ts';
import { plain } from './tone.ts';

const healthLines = (...args: Parameters<typeof healthBlocks>) => layOut(healthBlocks(...args)).map(plain);

const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
const overview: Overview = {
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: [],
  parts: [
    {
      title: 'Grafana',
      object,
      services: [],
      pods: [],
      health: { state: 'Failed', reason: 'container main crashes (exit code 1)', evidence: [] },
      restarts: 6,
    },
    {
      title: 'GPU exporter',
      object: { ...object, name: 'nvidia-gpu-exporter' },
      services: [],
      pods: [],
      health: { state: 'Current', reason: '1 of 1 ready', evidence: [] },
      restarts: 0,
    },
  ],
  pods: [],
  at: 0,
  stale: false,
};
const verdict: Verdict = {
  level: 'degraded',
  sentence: '1 of 2 parts is healthy',
  reason: 'Grafana crashes: cannot open /data/state.db',
  problems: [
    {
      id: 'x',
      tone: 'bad',
      title: 'Grafana crashes: cannot open /data/state.db',
      next: 'The log of its last run says what it did before.',
      object,
      actions: [],
      alerts: [],
      evidence: [],
    },
  ],
};

test('the verdict, a row for each part, and each problem once with its next step', () => {
  expect(healthLines({ ...verdict, note: 'GPU asleep since 14:02' }, overview)).toEqual([
    '1 of 2 parts is healthy',
    'GPU asleep since 14:02',
    '',
    'PART           HEALTH',
    'Grafana        Failed',
    'GPU exporter   Healthy',
    '',
    'Grafana crashes: cannot open /data/state.db',
    '  The log of its last run says what it did before.',
  ]);
});

test('nothing is counted where nothing is installed', () => {
  const sentence = 'The ODIN stack is not installed';
  const nothing = healthLines(
    { level: 'notInstalled', sentence, problems: [] },
    { ...overview, installed: false, parts: [] },
  );
  expect(nothing).toEqual([sentence]);
});
