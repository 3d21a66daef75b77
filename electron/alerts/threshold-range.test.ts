import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { alertThresholdSchema } from '../../shared/model/alert-threshold.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import type { Grid } from '../metrics/sampling.ts';
import { readThreshold } from './threshold-range.ts';

const NOW = 1_800_000_000;
const never = new AbortController().signal;
const labels = { alertname: 'GpuHot', severity: 'critical', gpu: '0', instance: 'blade' };
const rule = {
  name: 'GpuHot',
  group: 'odin-alerts-gpu',
  query: 'odin:gpu_temperature:celsius > 90',
  labels: { severity: 'critical' },
  annotations: {},
};

/** A Prometheus with one rule, and two GPUs as warm as these. */
function prometheus(own: object, temperatures: Readonly<Record<string, string>> = { '0': '93', '1': '41' }) {
  const asked: string[] = [];
  const client = {
    time: async () => ({ saidSeconds: NOW, dateSeconds: NOW }),
    alertingRules: async () => [{ ...rule, ...own }],
    queryRange: async (query: string, grid: Grid) => {
      asked.push(query);
      const result = Object.entries(temperatures).map(([gpu, value]) => ({
        metric: { __name__: 'odin:gpu_temperature:celsius', gpu, instance: 'blade' },
        values: [[grid.endSeconds, value]],
      }));
      return { resultType: 'matrix', result };
    },
  };
  const read = () => readThreshold(client as unknown as PrometheusClient, labels, NOW, never);
  return { asked, read, client };
}

it('the quantity alone is asked for, and the series of this very alert is taken', async () => {
  const { asked, read } = prometheus({});
  const told = await read();
  expect(alertThresholdSchema.parse(told)).toEqual(told);
  expect(asked).toEqual(['odin:gpu_temperature:celsius']);
  expect(told).toMatchObject({ comparison: '>', threshold: 90, unit: 'celsius', stepSeconds: 60 });
  expect(told?.points).toHaveLength(361);
  expect(told?.points.at(-1)).toEqual([NOW, 93]);
});

it.each([
  ['a rule of somebody else’s', { group: 'kubernetes-apps' }, undefined],
  ['an expression without a threshold', { query: 'up == 0' }, undefined],
  ['no series of its labels', {}, { '1': '41' }],
  ['no number', {}, { '0': 'NaN' }],
])('of %s nothing is drawn', async (_, own, temperatures) => {
  expect(await prometheus(own, temperatures).read()).toBeNull();
});

it('where rules are not told there is no chart', async () => {
  const { client } = prometheus({});
  const mute = { ...client, alertingRules: () => Promise.reject(new AppError('unsupported', 'No rules.')) };
  expect(await readThreshold(mute as unknown as PrometheusClient, labels, NOW, never)).toBeNull();
});
