// Every metric that rules and dashboards ask for is one that the stack's exporters have, and is used as what it is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parser as logqlParser } from '@grafana/lezer-logql';
import { describe, expect, it } from 'vitest';
import { componentFolder, STACK } from '../scripts/stack/folders.mjs';
import { selectorsOf } from './promql.testkit.ts';
import { logqlOf, promqlOf, promqlOfRules, readDashboards, readRules } from './published.testkit.ts';

const LISTS = fileURLToPath(new URL('../e2e/rules/metric-names', import.meta.url));

/** What a histogram or a summary has on a page beside its own name. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** Name to type: of what exporters have, of what rules record, of what Prometheus adds itself. */
const known = new Map<string, string>([
  ...[LISTS, join(LISTS, 'documented')].flatMap(readLists),
  ...readRules().flatMap(({ record }): [string, string][] =>
    record === undefined ? [] : [[record, record.endsWith('_total') ? 'counter' : 'gauge']],
  ),
  ['up', 'gauge'],
  ['ALERTS', 'gauge'],
  ['scrape_duration_seconds', 'gauge'],
  ['scrape_samples_post_metric_relabeling', 'gauge'],
  ['scrape_series_added', 'gauge'],
]);

const expressions = [...promqlOfRules(), ...readDashboards().flatMap(promqlOf)];

describe.each(expressions.map(({ where, expr }) => [where, expr]))('%s', (_, expr) => {
  const selectors = selectorsOf(expr);

  it('asks for metrics that there are', () => {
    expect(selectors.length).toBeGreaterThan(0);
    expect(selectors.filter(({ metric }) => !known.has(metric))).toEqual([]);
  });

  it('takes rates of counters, and trends of gauges', () => {
    for (const { metric, rangeFunction } of selectors) {
      if (rangeFunction === 'rate' || rangeFunction === 'increase') {
        expect.soft(['counter', 'untyped'], metric).toContain(known.get(metric));
      }
      if (rangeFunction === 'deriv' || rangeFunction === 'predict_linear') {
        expect.soft(known.get(metric), metric).toBe('gauge');
      }
    }
  });
});

it.each(
  readDashboards()
    .flatMap(logqlOf)
    .map(({ where, expr }) => [where, expr]),
)('%s is LogQL', (_, expr) => {
  const problems: string[] = [];
  logqlParser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) problems.push(`${from}: ${expr.slice(from, to)}`);
    },
  });
  expect(problems).toEqual([]);
});

it('has DCGM called what its own lists call it: a rate that is declared a counter misleads whoever asks for it', () => {
  const csv = readFileSync(join(STACK, componentFolder('dcgm-exporter'), 'counters.csv'), 'utf8');
  const asked = [...csv.matchAll(/^(DCGM_\w+), (gauge|counter),/gm)].map(([, name = '', kind]) => [name, kind]);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked).toEqual(asked.map(([name = '']) => [name, known.get(name)]));
});

it('lists no metric as documented that a recorded page shows', () => {
  const recorded = new Set(readLists(LISTS).map(([name]) => name));
  expect(readLists(join(LISTS, 'documented')).filter(([name]) => recorded.has(name))).toEqual([]);
});

it('lists no metric as documented that nothing asks for', () => {
  const asked = new Set(expressions.flatMap(({ expr }) => selectorsOf(expr).map(({ metric }) => metric)));
  const isAsked = (name: string) => asked.has(name) || [...asked].some((metric) => metric.startsWith(`${name}_`));
  expect(
    readLists(join(LISTS, 'documented')).filter(([name]) => !isAsked(name.replace(/_(bucket|sum|count)$/, ''))),
  ).toEqual([]);
});

function readLists(folder: string): [string, string][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [name = '', type = ''] = line.split(' ');
      return (PARTS[type] ?? ['']).map((part): [string, string] => [name + part, part === '' ? type : 'counter']);
    });
}
