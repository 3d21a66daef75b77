import { describe, expect, it } from 'vitest';
import { drawn, extremesOf } from './usage-path.ts';

const frame = { from: 0, to: 100, top: 10, width: 100, height: 50, stepSeconds: 10 };

describe('drawn', () => {
  it('leaves a gap where there is no sample, told or not', () => {
    const { path } = drawn(
      [
        [0, 0],
        [10, 10],
        [20, null],
        [30, 5],
        [40, 5],
        [80, 5],
        [90, 5],
      ],
      frame,
    );
    expect(path).toBe('M0 50L10 0M30 25L40 25M80 25L90 25');
  });

  it('draws a lonely sample as a dot', () => {
    expect(drawn([[50, 10]], frame)).toEqual({ path: '', dots: [[50, 0]] });
  });

  it('stays within its box, whatever the numbers are', () => {
    expect(
      drawn(
        [
          [-50, 1],
          [0, 99],
          [10, -3],
        ],
        frame,
      ),
    ).toEqual({ path: 'M0 0L10 50', dots: [] });
    expect(drawn([[0, 0]], { ...frame, to: 0, top: 0 }).dots).toEqual([[0, 50]]);
  });
});

it('takes no old number for the present one', () => {
  const points = [
    [0, 3],
    [10, 7],
    [20, 5],
    [30, null],
  ] as const;
  expect(extremesOf(points, 40, 15)).toEqual({ highest: 7, newest: 5 });
  expect(extremesOf(points, 100, 15)).toEqual({ highest: 7, newest: null });
  expect(extremesOf([], 0, 15)).toEqual({ highest: null, newest: null });
});
