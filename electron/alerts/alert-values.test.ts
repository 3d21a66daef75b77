import { expect, it } from 'vitest';
import type { Alert } from '../../shared/model/alert.ts';
import type { AlertingRule, PrometheusAlert } from '../metrics/answers.ts';
import { alertValues } from './alert-values.ts';

const hot: Alert = {
  fingerprint: 'f1',
  name: 'GpuHot',
  severity: 'critical',
  state: 'firing',
  since: 0,
  summary: 'hot',
  // Prometheus adds its external labels as it sends an alert.
  labels: { alertname: 'GpuHot', gpu: '0', severity: 'critical', cluster: 'home' },
};
const told = (value: string | undefined, gpu = '0'): PrometheusAlert => ({
  labels: { alertname: 'GpuHot', gpu, severity: 'critical' },
  annotations: {},
  state: 'firing',
  activeAt: '',
  ...(value === undefined ? {} : { value }),
});
const rule = (query: string, group = 'odin-alerts-gpu'): AlertingRule => ({
  name: 'GpuHot',
  group,
  query,
  labels: { severity: 'critical' },
  annotations: {},
});
const CELSIUS = rule('odin:gpu_temperature:celsius > 90');

it('takes the value of this very alert, in the unit of its rule', () => {
  const values = alertValues([hot], [told('4e+01', '1'), told('9.3e+01')], [CELSIUS]);
  expect(values).toEqual([{ fingerprint: 'f1', value: 93, unit: 'celsius' }]);
});

it('is a plain number where the name of the quantity tells no unit, also of a rule of others', () => {
  expect(alertValues([hot], [told('0.5')], [rule('errors > 0.1', 'theirs')])).toEqual([
    { fingerprint: 'f1', value: 0.5, unit: 'number' },
  ]);
});

it.each([
  ['nobody tells one', [told(undefined)], [CELSIUS]],
  ['it is none that a person reads', [told('+Inf'), told('NaN')], [CELSIUS]],
  ['it does not fire there', [{ ...told('93'), state: 'pending' as const }], [CELSIUS]],
  ['the rule compares with nothing', [told('1')], [rule('up == 0')]],
  ['the rule is not known', [told('1')], []],
])('is left out where %s', (_why, alerts, rules) => {
  expect(alertValues([hot], alerts, rules)).toEqual([]);
});
