// The evaluator against answers that Prometheus itself gives: see promql.test.yml.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { evaluate } from './evaluate.ts';
import { parseDuration, parseQuery } from './parse.ts';
import type { Labels, Series } from './value.ts';

interface File {
  readonly tests: readonly {
    readonly input_series: readonly { readonly series: string; readonly values: string }[];
    readonly promql_expr_test: readonly {
      readonly expr: string;
      readonly eval_time: string;
      readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
    }[];
  }[];
}

const STEP_SECONDS = 15;
const LOOKBACK_SECONDS = 300;
const file = parse(readFileSync(new URL('./promql.test.yml', import.meta.url), 'utf8')) as File;
const [suite] = file.tests;

function labelsOf(text: string): Labels {
  const expression = parseQuery(text);
  if (expression.is !== 'selector') throw new Error(text);
  return Object.fromEntries(expression.selector.matchers.map(({ label, value }) => [label, value]));
}

/** `0+12x20`, or numbers with `_` where there is none. */
function valuesOf(text: string): readonly (number | undefined)[] {
  const [, start, step, count] = /^(\d+)\+(\d+)x(\d+)$/.exec(text) ?? [];
  if (start !== undefined)
    return Array.from({ length: Number(count) + 1 }, (_, at) => Number(start) + at * Number(step));
  return text.split(' ').map((value) => (value === '_' ? undefined : Number(value)));
}

function seriesOf(text: string, values: string): Series {
  const samples = valuesOf(values).flatMap((value, at) =>
    value === undefined ? [] : [[at * STEP_SECONDS, value] as const],
  );
  const byTime = new Map(samples);
  return {
    labels: labelsOf(text),
    times: (from, to) => [...byTime.keys()].filter((time) => time > from && time <= to),
    at: (seconds) => byTime.get(seconds) ?? Number.NaN,
    last: (seconds) => [...byTime.keys()].findLast((time) => time <= seconds && seconds - time < LOOKBACK_SECONDS),
  };
}

const all = (suite?.input_series ?? []).map(({ series, values }) => seriesOf(series, values));
const source = {
  series: (name: string | undefined) => all.filter(({ labels }) => name === undefined || labels.__name__ === name),
};

test.each(suite?.promql_expr_test ?? [])('$expr at $eval_time', ({ expr, eval_time, exp_samples }) => {
  const value = evaluate(parseQuery(expr), parseDuration(eval_time), source);
  const expected = exp_samples.map(({ labels, value: sample }) => ({
    labels: labels === '{}' ? {} : labelsOf(labels),
    value: expect.closeTo(sample, 9) as number,
  }));
  const byLabels = (a: { labels: Labels }, b: { labels: Labels }) =>
    JSON.stringify(sorted(a.labels)) < JSON.stringify(sorted(b.labels)) ? -1 : 1;
  const sorted = (labels: Labels) => Object.entries(labels).sort();
  expect(typeof value === 'number' ? value : value.toSorted(byLabels)).toEqual(expected.toSorted(byLabels));
});

test.each([
  ['', 'no expression found in input'],
  ['power[1m]', 'invalid expression type "range vector"'],
  ['rate(power)', 'expected type range vector'],
  ['rate(power[1m:15s])', 'does not evaluate subqueries'],
  ['histogram_quantile(0.9, power)', 'does not evaluate the function "histogram_quantile"'],
  ['power{', 'unexpected'],
  ['power }', 'unexpected'],
  ['power + on (x) group_left info', 'duplicate series'],
])('refuses %j', (query, sentence) => {
  expect(() => evaluate(parseQuery(query), 60, source)).toThrow(sentence);
});

test.each([
  ['sum(up', '1:7'],
  ['up{job="a"} )', '1:13'],
  ['sum(\n  up) + *', '2:9'],
  ['up &', '1:4'],
  ['1 +', '1:4'],
])('what is wrong with %j is said with its place, %s, as Prometheus counts', (query, place) => {
  expect(() => parseQuery(query)).toThrow(`${place}: parse error: `);
});
