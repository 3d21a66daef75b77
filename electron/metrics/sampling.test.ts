import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_RANGE_SECONDS, RANGES_SECONDS } from '../../shared/model/metric-name.ts';
import { gridFor, stepFor, windowsFor } from './sampling.ts';

test('the offered ranges have 180 to 360 steps', () => {
  expect(RANGES_SECONDS.map((range) => [range, stepFor(range), range / stepFor(range)])).toEqual([
    [900, 5, 180],
    [3600, 15, 240],
    [21_600, 60, 360],
    [86_400, 240, 360],
    [604_800, 1_680, 360],
    [2_592_000, 7_200, 360],
  ]);
});

test('a grid ends at most a step ago, has at most 361 points, and stays put within a step', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: LONGEST_RANGE_SECONDS }),
      fc.double({ min: 1.6e9, max: 2.4e9, noNaN: true }),
      (rangeSeconds, nowSeconds) => {
        const { startSeconds, endSeconds, stepSeconds } = gridFor(rangeSeconds, nowSeconds);
        expect(endSeconds % stepSeconds).toBe(0);
        expect(startSeconds % stepSeconds).toBe(0);
        expect(nowSeconds - endSeconds).toBeGreaterThanOrEqual(0);
        expect(nowSeconds - endSeconds).toBeLessThan(stepSeconds);
        expect((endSeconds - startSeconds) / stepSeconds).toBeLessThanOrEqual(360);
        expect(rangeSeconds - (endSeconds - startSeconds)).toBeLessThan(stepSeconds);
        expect(gridFor(rangeSeconds, endSeconds)).toEqual({ startSeconds, endSeconds, stepSeconds });
      },
    ),
  );
});

test('windows follow the scrape until a step is longer', () => {
  expect(windowsFor(5, 15)).toEqual({ gaugeSeconds: 30, rateSeconds: 45, average: false });
  expect(windowsFor(15, 5)).toEqual({ gaugeSeconds: 15, rateSeconds: 15, average: true });
  expect(windowsFor(5, 60)).toEqual({ gaugeSeconds: 120, rateSeconds: 180, average: false });
  expect(windowsFor(240, 15)).toEqual({ gaugeSeconds: 240, rateSeconds: 240, average: true });
});
