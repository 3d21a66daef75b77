import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { formatClock, setClock } from './clock.ts';
import { dateFormat, numberFormat } from './intl.ts';

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
  if (zone === undefined) delete process.env.TZ;
  setClock('locale');
});

const LOCALES = [undefined, 'en', 'de', 'ar-EG'] as const;

test('what is kept writes as what is made anew does', () => {
  const styles = fc.constantFrom('short', 'medium', 'long');
  const options = fc.record(
    {
      dateStyle: styles,
      timeStyle: styles,
      hourCycle: fc.constantFrom('h23', 'h12', undefined),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', undefined),
    },
    { requiredKeys: ['dateStyle'] },
  );
  const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(fc.constantFrom(...LOCALES), options, at, (locale, chosen, milliseconds) => {
      const wanted = new Intl.DateTimeFormat(locale, chosen).format(milliseconds);
      expect(dateFormat(locale, chosen).format(milliseconds)).toBe(wanted);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...LOCALES), fc.nat(6), fc.double(), (locale, maximumFractionDigits, value) => {
      const wanted = new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
      expect(numberFormat(locale, { maximumFractionDigits }).format(value)).toBe(wanted);
    }),
  );
});

test('the same formatter is made once, and another clock has another', () => {
  const short = () => dateFormat('fr', { timeStyle: 'short', hourCycle: 'h23' });
  expect(short()).toBe(short());
  expect(short()).not.toBe(dateFormat('fr', { timeStyle: 'short', hourCycle: 'h12' }));
  expect(numberFormat('fr', {})).toBe(numberFormat('fr', {}));
  setClock('h24');
  expect(formatClock(13 * 3600, 'en', 'UTC')).toBe('13:00');
  setClock('h12');
  expect(formatClock(13 * 3600, 'en', 'UTC')).toMatch(/^1:00.PM$/);
});

test('whoever travels reads the time of where they are', () => {
  process.env.TZ = 'Europe/Berlin';
  expect(formatClock(0, 'de')).toBe('01:00');
  process.env.TZ = 'Asia/Tokyo';
  expect(formatClock(0, 'de')).toBe('09:00');
});
