import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import { alertRules } from './alert-rules.ts';

const rules = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'prometheus-rules' },
  data: { 'alerts-gpu.yaml': 'a', 'alerts-node.yaml': 'b', 'gpu-recording.yaml': 'c' },
};

it('takes the alerts away, and leaves what charts ask for', () => {
  const alerts = { ...DEFAULT_SETTINGS.alerts, rules: false };
  expect(alertRules([rules], { ...DEFAULT_SETTINGS, alerts })).toEqual([
    { ...rules, data: { 'gpu-recording.yaml': 'c' } },
  ]);
  expect(alertRules([rules], DEFAULT_SETTINGS)).toEqual([rules]);
});
