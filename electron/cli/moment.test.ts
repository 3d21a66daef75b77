import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentIn } from './moment.ts';

const NOW = new Date(2026, 10, 30, 9, 0, 0).getTime();
const local = (...parts: readonly [number, number, number, number?, number?, number?]) =>
  new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0).getTime();

test.each([
  ['2026-11-30T07:05:09Z', Date.UTC(2026, 10, 30, 7, 5, 9)],
  ['2026-11-30t07:05:09.250z', Date.UTC(2026, 10, 30, 7, 5, 9, 250)],
  ['2026-11-30T07:05:09.123456789Z', Date.UTC(2026, 10, 30, 7, 5, 9, 123)],
  ['2026-11-30T07:05+02:00', Date.UTC(2026, 10, 30, 5, 5)],
  ['2026-11-28 14:05', local(2026, 11, 28, 14, 5)],
  ['2026-11-28T14:05:30', local(2026, 11, 28, 14, 5, 30)],
  ['2026-11-28', local(2026, 11, 28)],
  ['2024-02-29', local(2024, 2, 29)],
  ['08:15', local(2026, 11, 30, 8, 15)],
  ['09:00:00', NOW],
  ['23:00', local(2026, 11, 29, 23)],
  ['3d', NOW - 3 * 86_400_000],
  ['1h30m', NOW - 5_400_000],
])('%s is a moment', (text, at) => expect(momentIn(text, NOW)).toBe(at));

test.each([
  '',
  'tomorrow',
  '2026-02-30',
  '2026-13-01',
  '2026-11-30T25:00Z',
  '24:00',
  '9:00',
  '12:60',
  '2026-11-30Z',
  ' 08:15',
  '99999d',
])('%j is refused', (text) => expect(() => momentIn(text, NOW)).toThrow(/is no (moment|span)/));

test('what is written as RFC 3339 is that moment', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(momentIn(date.toISOString(), NOW)).toBe(date.getTime());
    }),
  );
});
