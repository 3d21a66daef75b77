// Thresholds of expressions, those of the stack's own rules among them.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { comparisonIn } from './threshold.ts';

it.each([
  ['odin:gpu_temperature:celsius > 90', 'odin:gpu_temperature:celsius', '>', 90, 'celsius'],
  ['a:b:ratio < 0.15 and on (instance) c:d:info', 'a:b:ratio', '<', 0.15, 'ratio'],
  [
    'min by (s) (x_seconds{job="a > 1 or b"}) < 30 * 86400',
    'min by (s) (x_seconds{job="a > 1 or b"})',
    '<',
    2_592_000,
    'number',
  ],
  ['a:used:bytes / a:total:bytes > 0.95', 'a:used:bytes / a:total:bytes', '>', 0.95, 'ratio'],
  ['sum(rate(x[5m])) / (sum(y) > 0) >= 1e-3', 'sum(rate(x[5m])) / (sum(y) > 0)', '>=', 0.001, 'number'],
  ['x{l="\\"("} > 2\nunless on () y', 'x{l="\\"("}', '>', 2, 'number'],
])('%j', (expression, query, comparison, threshold, unit) => {
  expect(comparisonIn(expression)).toEqual({ query, comparison, threshold, unit });
});

it.each([
  '',
  'up == 0',
  'x > bool 1',
  'x > y',
  'x > 1 or y > 2',
  'x or y > 1',
  'x > 1 and z or y > 2',
  'time() - x < 600 > -600',
  '(x > 1)',
  'x > 1 # a remark',
  'x{l="} > 1',
  'x) > 1',
  '> 1',
  'x > 1e999',
])('%j has no threshold that could be told', (expression) => {
  expect(comparisonIn(expression)).toBeUndefined();
});

const assets = new URL('../../assets/stack/1.3.0/rules/', import.meta.url);
interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
const groups = readdirSync(assets)
  .filter((file) => file.startsWith('alerts-'))
  .flatMap((file) => (parse(readFileSync(new URL(file, assets), 'utf8')) as RuleFile).groups);

it('of the stack’s rules those about heat, memory, disks and processors have one', () => {
  const told = Object.fromEntries(
    groups.flatMap(({ rules }) =>
      rules.flatMap(({ alert, expr }) => {
        const found = comparisonIn(expr);
        return found === undefined ? [] : [[alert, `${found.comparison} ${found.threshold} ${found.unit}`]];
      }),
    ),
  );
  expect(told).toMatchObject({
    GpuHot: '> 90 celsius',
    GpuMemoryNearlyFull: '> 0.95 ratio',
    NodeMemoryLow: '> 0.9 ratio',
    NodeCpuSaturated: '> 0.95 ratio',
    NodeDiskSpaceLow: '< 0.15 ratio',
    VolumeNearlyFull: '< 0.1 ratio',
    NodeBatteryLow: '< 15 number',
  });
  expect(groups.every(({ name }) => name.startsWith('odin-alerts-'))).toBe(true);
});
