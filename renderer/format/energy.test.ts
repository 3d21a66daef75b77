import { expect, it } from 'vitest';
import { formatEnergy } from './energy.ts';

it.each([
  [0, '0 Wh'],
  [3_600, '1 Wh'],
  [9_000, '2.5 Wh'],
  [43_200, '12 Wh'],
  [1_512_000, '0.42 kWh'],
  [4.5e7, '12.5 kWh'],
  [4.5e9, '1,250 kWh'],
])('%d J is %s', (joules, text) => {
  const { value, unit } = formatEnergy(joules, 'en');
  expect(`${value} ${unit}`).toBe(text);
});
