import { expect, it } from 'vitest';
import { valueText } from './value-text.ts';

it.each([
  [93, 'celsius', '93 °C'],
  [0.968, 'ratio', '97 %'],
  [3 * 1024 ** 3, 'bytes', '3 GiB'],
  [0, 'bytes', '0 B'],
  [174.6, 'watts', '175 W'],
  [0.125, 'number', '0.13'],
  [12_345.6, 'number', '12,346'],
  [-40.2, 'number', '-40'],
  [0, 'number', '0'],
] as const)('%d as %s is %s', (value, unit, text) => {
  expect(valueText({ value, unit }, 'en')).toBe(text);
});
