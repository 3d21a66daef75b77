import { expect, it } from 'vitest';
import { tileWords } from './tile-words.ts';

const GIB = 1024 ** 3;

it.each([
  ['ratio', 0.62, undefined, '62', '%'],
  ['ratio', 0.004, undefined, '0.4', '%'],
  ['bytes', 9.84 * GIB, 16 * GIB, '9.8', 'of 16 GiB'],
  ['bytes', 0, 16 * GIB, '0', 'of 16 GiB'],
  ['bytes', 412 * GIB, undefined, '412', 'GiB'],
  ['celsius', 71.4, undefined, '71', '°C'],
  ['watts', 118.4, 175, '118', 'of 175 W'],
  ['watts', 118.4, undefined, '118', 'W'],
] as const)('%s %d, limit %d', (unit, value, limit, words, beside) => {
  expect(tileWords({ unit, value, limit }, 'en')).toEqual({ value: words, unit: beside });
});

it('has no words for what has no value', () => {
  expect(tileWords({ unit: 'watts', value: null, limit: 175 }, 'en')).toBeUndefined();
});
