import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intervalIn, intervalOfCount, slowestOr } from './interval.ts';

const T = 1_795_435_960;
const series = (times: readonly number[], more: object = {}) => ({
  metric: { instance: 'n' },
  values: times.map((time): [number, string] => [time, '1']),
  ...more,
});
const matrix = (...result: ReturnType<typeof series>[]) => ({ resultType: 'matrix' as const, result });
const every = (seconds: number, count: number) => Array.from({ length: count }, (_, index) => T + index * seconds);

it.each<[string, Parameters<typeof intervalIn>[0], number | undefined]>([
  ['each minute', matrix(series(every(60, 20))), 60],
  ['each 5 s', matrix(series(every(5, 200))), 5],
  ['each half second', matrix(series(every(0.5, 50))), 0.5],
  ['two samples alone', matrix(series(every(30, 2))), 30],
  ['one sample', matrix(series([T])), undefined],
  ['none', matrix(), undefined],
  [
    'an outage of ten minutes in the middle',
    matrix(series([...every(15, 10), ...every(15, 10).map((t) => t + 750)])),
    15,
  ],
  ['the slowest of two nodes', matrix(series(every(15, 80)), series(every(60, 20))), 60],
  ['a new pod beside the old one', matrix(series(every(15, 40)), series([T, T + 300])), 15],
  ['two new pods alone', matrix(series([T, T + 15]), series([T + 1, T + 16])), 15],
  ['the same time twice, as two replicas write it', matrix(series(every(15, 20).flatMap((t) => [t, t]))), 15],
  ['times that are out of order', matrix(series([...every(30, 20)].reverse())), 30],
  ['an hour, which is no interval', matrix(series(every(3_600, 5))), 600],
  [
    'native histograms',
    matrix(series([], { histograms: every(30, 10).map((time): [number, unknown] => [time, {}]) })),
    30,
  ],
  ['counts instead of samples', { resultType: 'vector', result: [{ metric: {}, value: [T, '5'] }] }, undefined],
  ['a scalar', { resultType: 'scalar', result: [T, '5'] }, undefined],
])('reads the interval off %s', (_what, answer, expected) => {
  expect(intervalIn(answer)).toBe(expected);
});

it('is not led astray by jitter, and by less than half of the scrapes that are lost', () => {
  const jitter = fc.integer({ min: -200, max: 200 });
  fc.assert(
    fc.property(
      fc.constantFrom(5, 10, 15, 30, 60, 120),
      fc.array(fc.record({ jitter, isLost: fc.boolean() }), { minLength: 30, maxLength: 80 }),
      (seconds, scrapes) => {
        const kept = scrapes.flatMap(({ jitter: ms, isLost }, index) =>
          isLost && index % 3 === 0 ? [] : [T + index * seconds + ms / 1000],
        );
        expect(Math.abs((intervalIn(matrix(series(kept))) ?? 0) - seconds)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

it('a count is never taken for a shorter interval than it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 24 }), (seconds, hours) => {
      const rangeSeconds = hours * 3_600;
      expect(intervalOfCount(rangeSeconds, Math.floor(rangeSeconds / seconds))).toBeGreaterThanOrEqual(seconds);
    }),
  );
  expect(intervalOfCount(300, 1)).toBeUndefined();
});

it('who left no samples lately is like the slowest, else as usual', () => {
  expect([slowestOr([5, undefined, 90]), slowestOr([undefined]), slowestOr([])]).toEqual([90, 15, 15]);
});
