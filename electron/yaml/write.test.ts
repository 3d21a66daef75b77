import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readYaml } from './read.ts';
import { writeYaml } from './write.ts';

it('writes blocks as people do', () => {
  const value = {
    apiVersion: 'v1',
    metadata: { name: 'a', labels: {}, annotations: { 'odin.example/x': 'yes' } },
    list: [{ name: 'a', args: ['--x=y', 'z'] }, 'text', [1, [2]], [], {}, null],
    script: 'set -e\n  indented\n\nlast',
    kept: 'a\n\n',
    mode: 420,
    dropped: undefined,
  };
  expect(writeYaml(value)).toBe(
    `apiVersion: v1
metadata:
  name: a
  labels: {}
  annotations:
    odin.example/x: "yes"
list:
  - name: a
    args:
      - --x=y
      - z
  - text
  -
    - 1
    -
      - 2
  - []
  - {}
  - null
script: |-
  set -e
    indented

  last
kept: |+
  a

mode: 420
`,
  );
});

const WORDS = [
  'yes',
  '0644',
  '12:30',
  '1e3',
  'null',
  '~',
  '',
  '0x1f',
  '1_000',
  '-',
  '- a',
  'a: b',
  'a #b',
  '<<',
  '=',
  '*a',
];
const MORE = [
  '-_1',
  'a:b',
  'a:',
  'a: ',
  'x/y:1',
  ':a',
  '-x',
  '--',
  '128Mi',
  '5s',
  '-n',
  'a::b',
  '--x: y',
  'n:1',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '{',
  '[',
  '}',
  ',',
  '?',
  '|',
  '>',
  '---',
  '...',
  '.inf',
  '2001-01-01',
  ' a',
  'a ',
];
const LINES = [
  '\n',
  '\n\n',
  'a\n',
  'a\n\n',
  '\na',
  ' a\nb',
  '\ta\nb',
  'a\r\nb',
  'a\n b\n',
  '\ud800',
  '\u2028\n',
  'ü\n😀',
  '\u0000',
  '---\na',
];

it('is read again as the same, by Go’s rules, by YAML 1.1 and by 1.2', () => {
  const word = fc.oneof(fc.constantFrom(...WORDS, ...MORE, ...LINES), fc.string({ unit: 'binary', maxLength: 6 }));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    map: fc.dictionary(word, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const text = writeYaml(value);
      expect(readYaml(text)).toEqual(value);
      for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version })).toEqual(value);
    }),
    { numRuns: 200 },
  );
});
