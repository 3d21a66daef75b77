import { expect, it } from 'vitest';
import { exploreInstantSchema, exploreRangeSchema } from '../../shared/model/explore.ts';
import { instantAnswer, rangeAnswer } from './explore-answer.ts';

const grid = { startSeconds: 100, endSeconds: 130, stepSeconds: 10 };
const beside = { remarks: [], clockAheadSeconds: 0 };

it('a vector: the name first, then labels by alphabet; values as they were said', () => {
  const metric = { job: 'node', __name__: 'up', instance: 'a:9100' };
  expect(instantAnswer({ resultType: 'vector', result: [{ metric, value: [1, '+Inf'] }] })).toEqual({
    kind: 'vector',
    series: [
      {
        labels: [
          ['__name__', 'up'],
          ['instance', 'a:9100'],
          ['job', 'node'],
        ],
        value: '+Inf',
      },
    ],
    left: 0,
  });
});

it('a label that is called __proto__ is one as any other', () => {
  const metric = JSON.parse('{"__proto__": "x"}');
  const answer = instantAnswer({ resultType: 'vector', result: [{ metric, value: [1, '1'] }] });
  expect(answer).toMatchObject({ series: [{ labels: [['__proto__', 'x']] }] });
});

it('a scalar, a string, a native histogram', () => {
  expect(instantAnswer({ resultType: 'scalar', result: [1, 'NaN'] })).toMatchObject({ type: 'scalar', value: 'NaN' });
  expect(instantAnswer({ resultType: 'string', result: [1, 'a\nb'] })).toMatchObject({ type: 'string', value: 'a\nb' });
  const histogram: [number, unknown] = [1, { count: '1' }];
  expect(instantAnswer({ resultType: 'vector', result: [{ metric: {}, histogram }] })).toMatchObject({
    series: [{ value: null }],
  });
});

it('more series than are told are counted, and long labels cut: what remains is in the contract', () => {
  const result = Array.from({ length: 700 }, (_, index) => ({
    metric: { pod: `${index}`, note: 'x'.repeat(5_000), ['n'.repeat(500)]: '1' },
    value: [1, '1'] as [number, string],
    values: [[100, '1'] as [number, string]],
  }));
  const vector = instantAnswer({ resultType: 'vector', result });
  expect(vector).toMatchObject({ left: 200 });
  expect(exploreInstantSchema.parse({ answer: vector, ...beside }).answer).toEqual(vector);
  const lines = rangeAnswer({ resultType: 'matrix', result }, grid);
  expect(lines).toMatchObject({ left: 200 });
  expect(exploreRangeSchema.parse({ answer: lines, ...beside }).answer).toEqual(lines);
  expect(lines.series[0]?.labels.flat().every((text) => text.length <= 1_001)).toBe(true);
});

it('a range vector: one row for each sample, histograms in their place, and no more than anybody reads', () => {
  const values = Array.from({ length: 9_000 }, (_, index): [number, string] => [index * 2, '1']);
  const one = { metric: { a: 'b' }, values, histograms: [[1, {}] as [number, unknown]] };
  const answer = instantAnswer({ resultType: 'matrix', result: [one, one] });
  expect(answer).toMatchObject({ kind: 'samples', left: 8_002 });
  const samples = answer.kind === 'samples' ? answer.samples : [];
  expect(samples.slice(0, 3).map(({ seconds, value }) => [seconds, value])).toEqual([
    [0, '1'],
    [1, null],
    [2, '1'],
  ]);
  expect(exploreInstantSchema.parse({ answer, ...beside }).answer).toEqual(answer);
});

it('over time: what is missing or no number is a gap; histograms are counted', () => {
  const values: [number, string][] = [
    [100, '1'],
    [110, 'NaN'],
    [130, '+Inf'],
  ];
  const result = [
    { metric: {}, values },
    { metric: { a: 'b' }, values: [], histograms: [[100, {}] as [number, unknown]] },
  ];
  expect(rangeAnswer({ resultType: 'matrix', result }, grid)).toEqual({
    kind: 'lines',
    ...grid,
    series: [{ labels: [], values: [1, null, null, null] }],
    left: 0,
    histograms: 1,
  });
});
