import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleOf } from './sample.testkit.mjs';

const CASES = ['GET', 'POST', 'DELETE'].flatMap((verb) =>
  ['pods', 'secrets', 'leases'].flatMap((resource) =>
    ['409', 'hang', 'killed'].map((strike) => ({ verb, resource, strike })),
  ),
);
type One = (typeof CASES)[number];

const nameOf = ({ verb, resource, strike }: One): string => `${verb} ${resource} ${strike}`;
const kindsOf = ({ verb, resource, strike }: One): string[] => [`${verb} ${resource}`, strike];
const sample = (seed: string, size: number, cases: readonly One[] = CASES): One[] =>
  sampleOf(cases, { seed, size, nameOf, kindsOf });

const seeds = fc.string({ minLength: 1 });
const sizes = fc.nat(CASES.length);

describe('sampleOf', () => {
  it('is the same for the same seed, in whatever order the cases come', () => {
    const shuffled = fc.shuffledSubarray(CASES, { minLength: CASES.length });
    fc.assert(
      fc.property(seeds, sizes, shuffled, (seed, size, cases) => {
        expect(sample(seed, size, cases)).toEqual(sample(seed, size));
      }),
    );
  });

  it('has each kind of case, and no case twice', () => {
    const all = new Set(CASES.flatMap(kindsOf));
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => {
        const chosen = sample(seed, size);
        expect(new Set(chosen.flatMap(kindsOf))).toEqual(all);
        expect(new Set(chosen.map(nameOf)).size).toBe(chosen.length);
        expect(chosen.length).toBeGreaterThanOrEqual(size);
        expect(chosen.length).toBeLessThanOrEqual(Math.max(size, all.size));
      }),
    );
  });

  it('leaves no case out by every seed, however small the sample is', () => {
    const union = new Set(
      Array.from({ length: 100 }, (_, seed) => sample(`${seed}`, 0)).flatMap((one) => one.map(nameOf)),
    );
    expect(union).toEqual(new Set(CASES.map(nameOf)));
  });

  it('changes with the seed', () => {
    expect(sample('a', 12).map(nameOf)).not.toEqual(sample('b', 12).map(nameOf));
  });

  it('is all of it where there is room for all', () => {
    expect(new Set(sample('a', CASES.length))).toEqual(new Set(CASES));
  });
});
