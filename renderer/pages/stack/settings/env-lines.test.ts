import fc from 'fast-check';
import { expect, it } from 'vitest';
import { argsOf, envOf, linesOf, linesOfArgs } from './env-lines.ts';

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

const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0042',
    'yes',
    '"',
    '"a"',
    '"a\\nb"',
    'a\nB=c',
    'a\r',
    '"a\nb"',
    '""',
    '\\n',
    '{"a": 1}',
    'ü\u2028🔔',
    ' a ',
  ),
  fc.string({ maxLength: 6 }),
);

it('shows every value so that it is read again, whatever breaks its lines', () => {
  const name = fc.constantFrom('A', 'B_1', 'c.d');
  fc.assert(
    fc.property(fc.dictionary(name, text, { noNullPrototype: true }), (env) => {
      expect(envOf(linesOf(env))).toEqual(env);
    }),
  );
  fc.assert(
    fc.property(fc.array(text), (args) => {
      expect(argsOf(linesOfArgs(args))).toEqual(args);
    }),
  );
});

it('leaves quotes alone that nothing needs', () => {
  expect(envOf('A="b"')).toEqual({ A: '"b"' });
  expect(linesOf({ A: 'b\nC=d' })).toBe('A="b\\nC=d"');
  expect(argsOf('--a\n\n"b c"\n""')).toEqual(['--a', '"b c"', '']);
});
