// The folding of many holders of memory into few layers.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GpuHolder } from '../../shared/model/gpu-holder.ts';
import { foldHolders } from './fold-holders.ts';

const holder = (name: string, held: readonly (number | null)[]): GpuHolder => ({
  kind: 'process',
  name,
  count: 1,
  points: held.map((bytes, index) => [index * 15, bytes]),
});

/** Whole bytes, so that sums are exact; where nobody was asked there is null of all, else what each held. */
const anyHolders = fc.integer({ min: 1, max: 12 }).chain((steps) =>
  fc
    .record({
      gaps: fc.array(fc.boolean(), { minLength: steps, maxLength: steps }),
      held: fc.array(fc.array(fc.nat({ max: 2 ** 40 }), { minLength: steps, maxLength: steps }), { maxLength: 30 }),
    })
    .map(({ gaps, held }) =>
      held.map((amounts, index) =>
        holder(
          `p${index}`,
          amounts.map((bytes, step) => (gaps[step] ? null : bytes)),
        ),
      ),
    ),
);

const sumsOf = (holders: readonly GpuHolder[], steps: number) =>
  Array.from({ length: steps }, (_, step) =>
    holders.reduce<number | null>((sum, { points }) => {
      const bytes = points[step]?.[1] ?? null;
      return bytes === null ? sum : (sum ?? 0) + bytes;
    }, null),
  );

test('the sum at each step stays, in few layers, and no other held more than a layer', () => {
  fc.assert(
    fc.property(anyHolders, fc.integer({ min: 1, max: 9 }), (holders, most) => {
      const steps = holders[0]?.points.length ?? 0;
      const folded = foldHolders(holders, most);
      const orZero = (sums: readonly (number | null)[]) => sums.map((sum) => sum ?? 0);
      expect(orZero(sumsOf(folded, steps))).toEqual(orZero(sumsOf(holders, steps)));
      // What nobody was asked of is a gap of each layer, and nothing else is.
      const isGap = sumsOf(holders, steps).map((sum) => sum === null);
      for (const { points } of folded) expect(points.map(([, bytes]) => bytes === null)).toEqual(isGap);
      expect(folded.length).toBeLessThanOrEqual(most + 1);
      const totalOf = (one: GpuHolder) => one.points.reduce((sum, [, bytes]) => sum + (bytes ?? 0), 0);
      const named = folded.filter(({ kind }) => kind !== 'others');
      const left = holders.filter((one) => !named.includes(one));
      const least = Math.min(...named.map(totalOf));
      for (const one of left) expect(totalOf(one)).toBeLessThanOrEqual(named.length < most ? 0 : least);
      expect(named.map(totalOf)).toEqual(named.map(totalOf).sort((a, b) => b - a));
      const others = folded.filter(({ kind }) => kind === 'others');
      expect(others.map(({ count }) => count)).toEqual(
        left.some((one) => totalOf(one) > 0) ? [left.filter((one) => totalOf(one) > 0).length] : [],
      );
    }),
  );
});

test('as many as have a layer are all there, and one that held nothing has none', () => {
  expect(foldHolders([holder('small', [1, 2]), holder('none', [0, 0]), holder('large', [5, null])], 2)).toEqual([
    holder('large', [5, null]),
    holder('small', [1, 2]),
  ]);
  expect(foldHolders([], 2)).toEqual([]);
});
