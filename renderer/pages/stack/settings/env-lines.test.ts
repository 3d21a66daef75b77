import { expect, it } from 'vitest';
import { envOf, linesOf } from './env-lines.ts';

it('reads a variable a line, and writes them so', () => {
  const env = { LEVEL: 'debug', URL: 'http://jobs:80/?a=b', EMPTY: '' };
  expect(envOf('LEVEL=debug\n\nURL=http://jobs:80/?a=b\nEMPTY=\n')).toEqual(env);
  expect(envOf(linesOf(env))).toEqual(env);
  expect(linesOf({})).toBe('');
});

it('keeps text that is no variable as it was typed', () => {
  expect(envOf('LEVEL=debug\nUR')).toBe('LEVEL=debug\nUR');
  expect(linesOf('LEVEL=debug\nUR')).toBe('LEVEL=debug\nUR');
});
