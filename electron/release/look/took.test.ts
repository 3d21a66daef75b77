import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeRecord, encodeRecord, type HelmRelease } from '../record/record-format.ts';
import { withTook } from '../record/took.ts';
import { revisionOf } from './history.ts';

const release: HelmRelease = {
  name: 'web',
  namespace: 'here',
  version: 3,
  manifest: '',
  info: { first_deployed: '2026-01-01T00:00:00Z', last_deployed: '2026-01-02T00:00:00Z', status: 'deployed' },
  chart: { metadata: { name: 'web', version: '1.0.0' } },
};
const readBack = (info: HelmRelease['info']) =>
  revisionOf(decodeRecord(encodeRecord({ ...release, info }, 0))).tookSeconds;

it('is read back as it was measured, to the millisecond', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 86_400, noNaN: true }), (seconds) => {
      expect(readBack(withTook(release.info, seconds))).toBeCloseTo(seconds, 2);
    }),
  );
});

it('is not known of a record of Helm’s own', () => {
  expect(revisionOf(release)).toEqual({
    revision: 3,
    version: '1.0.0',
    status: 'deployed',
    deployedAt: Date.UTC(2026, 0, 2),
    description: '',
  });
});

it.each([-0.001, Number.NaN, Number.POSITIVE_INFINITY, 86_401])('is not written where the clock gave %d', (seconds) => {
  expect(withTook(release.info, seconds)).toEqual(release.info);
});

it('is nothing where a record holds what no change takes, and the record is read all the same', () => {
  const sane = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 86_400;
  const forged = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 1e300, 86_400.5, '34', [34], { seconds: 34 }, null, true, Number.NaN),
  );
  fc.assert(
    fc.property(forged, (value) => {
      const told = readBack({ ...release.info, odin_took_seconds: value });
      // JSON knows no -0.
      expect(told).toBe(sane(value) ? Number(value) + 0 : undefined);
    }),
  );
});
