import { expect, test } from 'vitest';
import { queryRows } from './query-rows.ts';

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
