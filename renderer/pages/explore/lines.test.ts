import { expect, it } from 'vitest';
import type { ExploreLine } from '../../../shared/model/explore.ts';
import { latestOf, lineRows, linesOf, lonelySteps, lookOf, MOST_LINES, spanOf } from './lines.ts';

const line = (...values: (number | null)[]): ExploreLine => ({ labels: [], values });

it('twenty are drawn, or the one that was chosen; each looks like itself', () => {
  const series = Array.from({ length: 30 }, (_, index) => line(index));
  expect(linesOf(series, undefined).map(({ index }) => index)).toEqual(Array.from({ length: MOST_LINES }, (_, i) => i));
  expect(linesOf(series, 27).map(({ index }) => index)).toEqual([27]);
  const looks = linesOf(series, undefined).map(({ index }) => JSON.stringify(lookOf(index)));
  expect(new Set(looks).size).toBe(MOST_LINES);
});

it('gaps stay gaps', () => {
  const lines = linesOf([line(1, null, 3), line(null, null, -5)], undefined);
  const grid = { startSeconds: 100, endSeconds: 120, stepSeconds: 10 };
  expect(lineRows(grid, lines)).toEqual([
    { time: 100, values: [1, null] },
    { time: 110, values: [null, null] },
    { time: 120, values: [3, -5] },
  ]);
  expect(spanOf(lines)).toEqual({ lowest: -5, highest: 3 });
  expect(spanOf(linesOf([line(null)], undefined))).toBeUndefined();
});

it('a lone sample is a dot, and an old one is not the latest', () => {
  expect(lonelySteps(line(1, null, 2, 3, null, 4))).toEqual([0, 5]);
  expect(latestOf(line(1, 2, null, null))).toBe(2);
  expect(latestOf(line(1, null, null, null))).toBeNull();
});
