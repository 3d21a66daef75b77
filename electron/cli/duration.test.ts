import { expect, test } from 'vitest';
import { secondsIn } from './duration.ts';

test.each([
  ['90s', 90],
  ['10m', 600],
  ['1h30m', 5_400],
  ['3d', 259_200],
])('%s is %i seconds', (text, seconds) => expect(secondsIn(text)).toBe(seconds));

test.each(['', '10', 'm', '10 m', '-5m', '0s', '999999999d', '1h-', '5x'])('%j is refused', (text) => {
  expect(() => secondsIn(text)).toThrow('is no span of time');
});
