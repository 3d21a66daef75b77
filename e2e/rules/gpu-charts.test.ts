// A chart and the dashboard beside it tell the same: what the app asks for, and what the rules record, by Prometheus' own reckoning.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EXPORTERS } from '../../electron/metrics/exporters.ts';
import { GPU_METRIC_NAMES } from '../../shared/model/gpu-exporters/metric-names.ts';
import { quantityPromql } from '../../shared/model/gpu-exporters/promql.ts';
import {
  GPU_QUANTITIES,
  GPU_QUANTITY_NAMES,
  type GpuQuantityName,
} from '../../shared/model/gpu-exporters/quantities.ts';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import { run } from '../cluster/run.ts';
import { PAGES } from './gpu-pages.ts';
import { RULES } from './rule-files.ts';

const windows = { gaugeSeconds: 60, rateSeconds: 60, average: false };
const isCharted = (name: string): name is (typeof GPU_METRIC_NAMES)[number] =>
  GPU_METRIC_NAMES.some((metric) => metric === name);

/** What a chart draws of a quantity, or would: of two exporters that know a GPU, the first one's. */
function chartOf(name: GpuQuantityName): string {
  return GPU_EXPORTERS.flatMap((row, index) => {
    const drawn = isCharted(name)
      ? EXPORTERS[index]?.promql[name]?.(windows)
      : quantityPromql(row, name, { read: (selector) => `last_over_time(${selector}[60s])`, by: ['uuid'] });
    return drawn === undefined ? [] : [`(${drawn})`];
  }).join(' or on (uuid) ');
}

it.each(Object.keys(PAGES))('%s', async (page) => {
  const folder = mkdtempSync(join(tmpdir(), 'odin-gpu-charts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(RULES, join(folder, 'rules'));
  const nothing = (expr: string) => ({ expr, eval_time: '6m', exp_samples: [] });
  const checks = GPU_QUANTITY_NAMES.flatMap((quantity) => {
    const { record } = GPU_QUANTITIES[quantity];
    const chart = `(${chartOf(quantity)})`;
    return [
      nothing(`${record} unless on (uuid) (${record} == on (uuid) group_left () ${chart})`),
      nothing(`${chart} unless on (uuid) ${record}`),
    ];
  });
  const isThere = {
    expr: 'count({__name__=~"odin:gpu.+", __name__!="odin:gpu_values_dropped:count"}) > bool 0',
    eval_time: '6m',
    exp_samples: [{ labels: '{}', value: 1 }],
  };
  const input_series = (PAGES[page] ?? []).map(([series, value]) => ({
    series,
    values: Array.from({ length: 10 }, () => value).join(' '),
  }));
  const test = {
    rule_files: ['rules/gpu-recording.yaml'],
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series, promql_expr_test: [isThere, ...checks] }],
  };
  const file = join(folder, 'test.yaml');
  writeFileSync(file, JSON.stringify(test));
  expect(await run('promtool', ['test', 'rules', file])).toContain('SUCCESS');
});
