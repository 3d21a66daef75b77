import { expect, test } from 'vitest';
import { queryRows, rowCount } from './query-rows.ts';

test('a vector: the metric’s name, its labels, its value; what a series lacks is empty', () => {
  const table = queryRows({
    resultType: 'vector',
    result: [
      { metric: { job: 'node', __name__: 'up', instance: 'a:9100' }, value: [1, '1'] },
      { metric: { __name__: 'up', job: 'gpu', zone: 'x' }, value: [1, '0'] },
    ],
  });
  expect(table).toEqual({
    columns: ['__name__', 'instance', 'job', 'zone', 'value'],
    rows: [
      ['up', 'a:9100', 'node', '', '1'],
      ['up', '', 'gpu', 'x', '0'],
    ],
  });
});

test('a matrix: one row per sample, with its time', () => {
  const values: [number, string][] = [
    [1_795_435_660, '1'],
    [1_795_435_675.5, 'NaN'],
  ];
  expect(queryRows({ resultType: 'matrix', result: [{ metric: { job: 'x' }, values }] })).toEqual({
    columns: ['job', 'time', 'value'],
    rows: [
      ['x', '2026-11-23T12:07:40.000Z', '1'],
      ['x', '2026-11-23T12:07:55.500Z', 'NaN'],
    ],
  });
});

test('a scalar: its value', () => {
  expect(queryRows({ resultType: 'scalar', result: [1, '+Inf'] })).toEqual({ columns: ['value'], rows: [['+Inf']] });
});

test('native histograms are rows too, in their place in time', () => {
  const histograms: [number, unknown][] = [[30, { count: '1', sum: '1' }]];
  const both = { metric: {}, values: [[15, '1'] as [number, string], [45, '2'] as [number, string]], histograms };
  const answer = { resultType: 'matrix' as const, result: [both, { metric: {}, values: [], histograms }] };
  expect(queryRows(answer).rows.map(([, value]) => value)).toEqual(['1', 'histogram', '2', 'histogram']);
  expect(rowCount(answer)).toBe(4);
});

test('a time that no calendar has stays a number', () => {
  const answer = { resultType: 'matrix' as const, result: [{ metric: {}, values: [[1e15, '1'] as [number, string]] }] };
  expect(queryRows(answer).rows).toEqual([['1000000000000000', '1']]);
});

test('no more rows than are wanted are made, of one series or of many', () => {
  const values = Array.from({ length: 300_000 }, (_, index): [number, string] => [index, '1']);
  const one = { resultType: 'matrix' as const, result: [{ metric: { a: 'b' }, values }] };
  const many = {
    resultType: 'vector' as const,
    result: values.map((value, index) => ({ metric: { pod: `p${index}` }, value })),
  };
  const split = {
    resultType: 'matrix' as const,
    result: many.result.map(({ metric, value }) => ({ metric, values: [value] })),
  };
  for (const answer of [one, many, split]) {
    expect([queryRows(answer, 7).rows.length, rowCount(answer)]).toEqual([7, 300_000]);
  }
});
