import { expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

it('goes from zero to the limit, from the first point to the last', () => {
  const { line, area } = sparkline({
    unit: 'bytes',
    limit: 10,
    points: [
      [0, 0],
      [30, 5],
      [60, 10],
    ],
  });
  expect(line).toBe('M0,30L50,15 100,0');
  expect(area).toBe('M0,30L0,30 50,15 100,0 100,30Z');
});

it('is broken where nothing was measured, and a lone point stays to be seen', () => {
  const { line, area } = sparkline({
    unit: 'ratio',
    points: [
      [0, 1],
      [10, 1],
      [20, null],
      [30, 0.5],
      [40, null],
    ],
  });
  expect(line).toBe('M0,0L25,0M75,15L75,15');
  expect(area).toBe('M0,30L0,0 25,0 25,30Z');
});

it.each([
  ['no points', []],
  ['one point', [[0, 1]]],
  [
    'no values',
    [
      [0, null],
      [15, null],
    ],
  ],
] satisfies [string, [number, number | null][]][])('draws nothing of %s', (_, points) => {
  expect(sparkline({ unit: 'watts', points })).toEqual({ line: '', area: '' });
});

it('stays in its frame whatever the values are', () => {
  const { line } = sparkline({
    unit: 'watts',
    limit: 0,
    points: [
      [0, -5],
      [10, 1e308],
      [20, 0],
    ],
  });
  const heights = [...line.matchAll(/,(-?[\d.e+]+)/g)].map(([, y]) => Number(y));
  expect(heights).toEqual([30, 0, 30]);
});
