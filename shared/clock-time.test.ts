import { afterEach, expect, it } from 'vitest';
import { clockTime, writeTimesAs } from './clock-time.ts';

const at = (...[day, hour, minute]: readonly [day: number, hour: number, minute: number]) =>
  new Date(2026, 10, day, hour, minute, 59).getTime();

it.each([
  [at(29, 14, 2), at(29, 23, 59), '14:02'],
  [at(29, 0, 0), at(29, 0, 1), '00:00'],
  [at(28, 9, 5), at(29, 0, 1), '2026-11-28 09:05'],
  [at(29, 9, 5), new Date(2027, 10, 29, 9, 6).getTime(), '2026-11-29 09:05'],
])('%d, seen at %d, is %s', (then, now, words) => {
  expect(clockTime(then, now)).toBe(words);
});

afterEach(() => writeTimesAs(undefined));

it.each([
  ['h24', 'en-US', '14:02', 'Nov 28, 2026, 14:02'],
  ['h12', 'en-US', '2:02 PM', 'Nov 28, 2026, 2:02 PM'],
  ['locale', 'en-US', '2:02 PM', 'Nov 28, 2026, 2:02 PM'],
  ['locale', 'de', '14:02', '28.11.2026, 14:02'],
  ['h24', 'ar-EG', '١٤:٠٢', '٢٨‏/١١‏/٢٠٢٦، ١٤:٠٢'],
] as const)('the window writes %s in %s as %s', (clock, locale, today, before) => {
  writeTimesAs({ clock, locale });
  const plain = (words: string) => words.replaceAll('\u202f', ' ');
  expect(plain(clockTime(at(29, 14, 2), at(29, 23, 59)))).toBe(today);
  expect(plain(clockTime(at(28, 14, 2), at(29, 0, 1)))).toBe(before);
});
