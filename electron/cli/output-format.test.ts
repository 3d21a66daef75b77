import { expect, test } from 'vitest';
import { formatOf, isJsonAsked } from './output-format.ts';

test.each([
  [{}, 'text'],
  [{ json: true }, 'json'],
  [{ output: 'yaml' }, 'yaml'],
  [{ output: 'wide' }, 'wide'],
] as const)('%j is %s', (options, format) => {
  expect(formatOf(options)).toBe(format);
});

test.each([
  ['status --json'],
  ['-o json status'],
  ['status -ojson'],
  ['status --output json'],
  ['--output=json status'],
])('a failure of `odin %s` is JSON', (line) => expect(isJsonAsked(line.split(' '))).toBe(true));

test.each([['status'], ['-o yaml status'], ['query json']])('a failure of `odin %s` is a sentence', (line) =>
  expect(isJsonAsked(line.split(' '))).toBe(false),
);
