import { expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { ACCEPTED, OURS, REFUSED } from './alertmanager/receiver-cases.testkit.ts';
import { readReceivers } from './receivers-fragment.ts';

it.each(ACCEPTED)('takes %s', (text) => {
  expect(readReceivers(text).fragment.receivers[0]).toMatchObject({ name: expect.any(String) });
});

it.each<readonly [string, string]>([
  ['a: [', 'is not readable as YAML: '],
  ['text', 'it: must be a map of settings'],
  ...REFUSED,
  ...OURS,
])('refuses %s', (text, sentence) => {
  let error: unknown;
  try {
    readReceivers(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'badInput', message: expect.stringMatching(/^alerts\.receivers .*\.$/s) });
  expect(String(error)).toContain(sentence);
});
