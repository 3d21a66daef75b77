import { expect, it } from 'vitest';
import type { ExploreLabels } from '../../../shared/model/explore.ts';
import { comparable, ownLabels, selectorText, sharedLabels } from './series-labels.ts';

const a: ExploreLabels = [
  ['__name__', 'up'],
  ['instance', 'a:9100'],
  ['job', 'node'],
];
const b: ExploreLabels = [
  ['__name__', 'up'],
  ['instance', 'b "9100"'],
  ['job', 'node'],
];

it('labels are written as in PromQL', () => {
  expect(selectorText(b)).toBe('up{instance="b \\"9100\\"", job="node"}');
  expect(selectorText([['__name__', 'up']])).toBe('up');
  expect(selectorText([['job', 'x']])).toBe('{job="x"}');
  expect(selectorText([])).toBe('');
});

it('what all have is told once, and the rest with each', () => {
  const shared = sharedLabels([{ labels: a }, { labels: b }]);
  expect(selectorText(shared)).toBe('up{job="node"}');
  expect(selectorText(ownLabels(a, shared))).toBe('{instance="a:9100"}');
  expect(sharedLabels([{ labels: a }])).toEqual([]);
  expect(sharedLabels([{ labels: a }, { labels: [] }])).toEqual([]);
  expect(ownLabels(a, a)).toEqual(a);
});

it('values are compared as numbers, what is none stands last', () => {
  expect(['+Inf', '-Inf', '1e+06', '-0', 'NaN', '', null].map(comparable)).toEqual([
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e6,
    -0,
    undefined,
    undefined,
    undefined,
  ]);
});
