import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAsWritten } from './as-written.ts';
import { editableYaml, nodeOf, writeEdited } from './edit.ts';
import { readYaml } from './read.ts';

/** Text that YAML has ideas of its own about. */
const text = fc.oneof(
  fc.constantFrom(
    ...['0042', '0o17', '0X1F', '0b1', '-_1', '1e_3', '0_x1F', '.5e3', '.5_0', '1e400', '1.10', '12345678901234567890'],
    ...[
      'yes',
      'N',
      'on',
      '~',
      'null',
      '',
      '<<',
      '=',
      '12:30',
      '2001-12-14',
      '.inf',
      '---',
      '?a',
      ':a',
      '- a',
      '# a',
      '{{ .A }}',
    ],
    ...[
      '\ta\nb',
      ' a\n  b\n',
      'a\n',
      '\n',
      'a\r\nb',
      '\u2028',
      '\u0085',
      '\ufeff',
      '\u0001',
      '\u007f',
      '🔔',
      'a: b',
      '[a',
      "'",
      '"',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

it('sets what is read again', () => {
  fc.assert(
    fc.property(value, (given) => {
      const edited = editableYaml('# kept\nhere: 0042\n');
      edited.set('given', nodeOf(given));
      expect(readYaml(writeEdited(edited))).toEqual({ here: 34, given });
    }),
    { numRuns: 500 },
  );
});

it.each<[value: unknown, yaml: string]>([
  ['0o17', '"0o17"'],
  ['-_1', '"-_1"'],
  ['yes', '"yes"'],
  ['10Gi', '10Gi'],
  ['a\u2028b\u007f', '"a\\u2028b\\u007f"'],
  ['a?b', '"a?b"'],
  ['a\n  b\n', '|\n  a\n    b\n'],
  ['{{ .A }}', '"{{ .A }}"'],
  [{ '<<': 1 }, '\n  "<<": 1'],
])('quotes %j where Go would read something else', (given, yaml) => {
  const document = editableYaml('# kept\n');
  document.contents = nodeOf({ given }) as never;
  expect(writeEdited(document).trimEnd()).toBe(`# kept\n\ngiven: ${yaml}`.trimEnd().replace(': \n', ':\n'));
});

it('leaves what it was not told to change as it was written, and words that were read as they are', () => {
  const yaml = '# kept\na: 0042 # too\nb: {c: 1.10}\nlist: &l [yes]\nagain: *l\n';
  const document = editableYaml(yaml);
  expect(writeEdited(document)).toBe(yaml);
  document.set('d', nodeOf(readAsWritten('{rack: 0042, "on": yes, none: }')?.value));
  expect(writeEdited(document)).toBe(`${yaml}d:\n  rack: 0042\n  "on": yes\n  none: null\n`);
});

it('sets bare values as what they are, and keeps what is left empty', () => {
  const yaml = '# kept\na:\nb: [~, null]\nc: 15s\nd: "x"\n';
  const document = editableYaml(yaml);
  expect(writeEdited(document)).toBe(yaml);
  document.setIn(['e', 'on'], true);
  for (const [key, value] of Object.entries({ c: '0042', d: '7', f: 4, g: null, h: 'yes', i: 0.5, j: '30s' }))
    document.set(key, value);
  expect(readYaml(writeEdited(document))).toEqual({
    ...{ a: null, b: [null, null], c: '0042', d: '7', e: { on: true }, f: 4, g: null, h: 'yes', i: 0.5, j: '30s' },
  });
});
