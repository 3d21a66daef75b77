import { describe, expect, it } from 'vitest';
import { freeScale } from './scale.ts';

describe('the scale of numbers of any kind', () => {
  it.each([
    [0, 7, [0, 3.5, 7]],
    [3, 1_234_567, [0, 700_000, 1_400_000]],
    [-5, 3, [-5, 0, 3]],
    [-40, -2, [-40, -20, 0]],
    [0, 0, [0, 0.5, 1]],
  ])('from %s to %s: a meaningful zero and three ticks', (lowest, highest, ticks) => {
    const scale = freeScale(lowest, highest, 'en');
    expect(scale.ticks).toEqual(ticks);
    expect(scale.ticks[0]).toBeLessThanOrEqual(lowest);
    expect(scale.ticks[2]).toBeGreaterThanOrEqual(highest);
  });

  it('writes any of them shortly', () => {
    const { format } = freeScale(0, 1, 'en');
    const values = [0, 0.5, 12.345, 1_795_435_660, -1_234_567, 2.5e-7, 1e300, -0.001];
    expect(values.map(format)).toEqual(['0', '0.5', '12.3', '1.8B', '-1.23M', '2.5E-7', '1E300', '-0.001']);
  });
});
