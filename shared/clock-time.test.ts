import { expect, it } from 'vitest';
import { clockTime } from './clock-time.ts';

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
