import { expect, it } from 'vitest';
import { isQuiet } from './quiet-hours.ts';

const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

it.each([
  ['22:00', '07:00', '21:59', false],
  ['22:00', '07:00', '22:00', true],
  ['22:00', '07:00', '00:00', true],
  ['22:00', '07:00', '06:59', true],
  ['22:00', '07:00', '07:00', false],
  ['12:30', '14:00', '12:30', true],
  ['12:30', '14:00', '14:00', false],
  ['12:30', '14:00', '00:00', false],
  ['08:00', '08:00', '08:00', false],
])('from %s to %s, %s is quiet: %s', (from, to, time, expected) => {
  expect(isQuiet({ isOn: true, from, to }, at(time))).toBe(expected);
  expect(isQuiet({ isOn: false, from, to }, at(time))).toBe(false);
});
