import { expect, it } from 'vitest';
import { isNewer } from './resource-version.ts';

it.each([
  ['10', '9', true],
  ['9', '10', false],
  ['9', '9', false],
  ['12345678901234567891', '12345678901234567890', true],
  ['12345678901234567890', '12345678901234567891', false],
  [undefined, '9', true],
  ['9', undefined, true],
  ['abc', '9', true],
])('is %s newer than %s: %s', (candidate, known, answer) => {
  expect(isNewer(candidate, known)).toBe(answer);
});
