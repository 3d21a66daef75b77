import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyYaml } from './any-text.testkit.ts';
import { readAsWritten } from './as-written.ts';
import { toUntyped } from './untyped.ts';
import { textOf, Word, type Yaml } from './word.ts';
import { YamlFault } from './yaml-fault.ts';

const read = (text: string) => readAsWritten(text)?.value ?? null;
/** Without types asked for. */
const meaning = (value: Yaml | null): unknown => {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof Word) return value.value;
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [String(meaning(key)), meaning(inner)]));
  return (value as readonly Yaml[]).map(meaning);
};
const json = (text: string) => meaning(read(text));
const errorOf = (text: string) => {
  try {
    readAsWritten(text);
  } catch (error) {
    return error instanceof YamlFault ? error.message : error;
  }
  return undefined;
};

// What go-yaml 2.4.4 gives for each into a map[string]string, and into an interface{}. e2e/rules/byte-true.test.ts asks amtool and kubectl.
it.each<[yaml: string, text: string, value: unknown]>([
  ['0042', '0042', 34],
  ['1.10', '1.10', 1.1],
  ['1e3', '1e3', 1000],
  ['1_000', '1_000', 1000],
  ['-_1', '-_1', -1],
  ['0o17', '0o17', 15],
  ['0X1F', '0X1F', 31],
  ['.5_0', '.5_0', 0.5],
  ['._5', '._5', '._5'],
  ['1e400', '1e400', '1e400'],
  ['yes', 'yes', true],
  ['Off', 'Off', false],
  ['~', '', null],
  ['null', '', null],
  ['', '', null],
  ['12:30', '12:30', '12:30'],
  ['2001-12-14', '2001-12-14', '2001-12-14'],
  ['"0042"', '0042', '0042'],
  ["'yes'", 'yes', 'yes'],
  ['!!str 0042', '0042', '0042'],
  ['! 0042', '0042', '0042'],
  ['!mine 0042', '0042', '0042'],
  ['!!int "0042"', '0042', 34],
  ['!!binary aGk=', 'hi', 'hi'],
  ['|\n  0042\n', '0042\n', '0042\n'],
  ['a\n  b', 'a b', 'a b'],
  ['"\\u2028\\t\\x41"', '\u2028\tA', '\u2028\tA'],
])('reads %j as the text %j, and without a type as %j', (yaml, text, value) => {
  const map = read(`k: ${yaml}`) as ReadonlyMap<string, string | Word>;
  const scalar = map.get('k') ?? '';
  expect(textOf(scalar)).toBe(text);
  expect(json(`k: ${yaml}`)).toEqual({ k: value });
});

it('leaves a number alone that JavaScript cannot carry', () => {
  const serial = 'k: 12345678901234567890';
  expect((read(serial) as ReadonlyMap<string, Word>).get('k')).toMatchObject({ value: 12345678901234567890n });
  expect(toUntyped(read(serial) ?? '')).toEqual({ k: new Word('12345678901234567890') });
});

it.each<[yaml: string, value: unknown]>([
  ['{base: &b {a: 1, c: 2}, d: {<<: *b, a: 3}}', { a: 3, c: 2 }],
  // A merge takes the place of what stands before it.
  ['{base: &b {a: 1, c: 2}, d: {a: 3, <<: *b}}', { a: 1, c: 2 }],
  ['{base: &b {a: 1}, d: {<<: [{a: 5, c: 6}, *b]}}', { a: 5, c: 6 }],
  ['{d: {"<<": 1}}', { '<<': 1 }],
  ['{d: {on: 0644, 010: x, ~: z}}', { true: 420, 8: 'x', null: 'z' }],
])('merges and names keys as Go does: %s', (yaml, value) => {
  expect(json(yaml)).toMatchObject({ d: value });
});

it.each<[text: string, words: string]>([
  ['a: [1', 'its indentation does not fit'],
  ['password: *Secr3t', 'it has an alias without its anchor; text that begins with * needs quotes'],
  ['a: &x [*x]', 'it has an alias of what it is in at line 1'],
  ['a: {<<: Secr3t}', 'it merges what is no map at line 1'],
  ['a: 1\nSecr3t: 2\nSecr3t: 3', 'it has a key twice at line 3, column 1'],
  ['a: 1\n"1": b\n1: c', 'it has a key twice at line 3'],
  ['? [Secr3t]\n: b', 'it has a key that is a map or a list at line 1'],
  ['[Secr3t:, b]', 'it has a colon right before a comma or bracket'],
  ['[?Secr3t]', 'it has text that begins with ? in brackets'],
  ['a: Sec\u2028r3t', 'it has a line break of Unicode'],
  ['a: b\n# \u0001', 'it has a control character at line 2'],
  ['a: 1\n---\nb: 2\n', 'it has a second document, which nobody would read, at line 3'],
  ['\ta: Secr3t', 'it is indented with a tab'],
  ['a: Secr3t: b', 'it has a map where text is expected'],
  ['a: "Secr3t\\q"', 'it has an escape in double quotes that YAML does not know'],
  [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'it is nested too deeply'],
  [`${'{a: '.repeat(600)}1${'}'.repeat(600)}`, 'it is nested too deeply'],
])('refuses %j in words of its own', (text, words) => {
  expect(errorOf(text)).toContain(words);
  expect(errorOf(text)).not.toContain('Secr3t');
});

it('takes one document, whatever is around it', () => {
  for (const text of ['\ufeffa: b', '---\na: b\n---\n', '# c\n---\na: b\n...\n', 'a: b\r\n', 'a: b\r', '{"a":\t"b"}'])
    expect(json(text), JSON.stringify(text)).toEqual({ a: 'b' });
  for (const text of ['', '---\n', '# c', '~']) expect(readAsWritten(text), text).toBeUndefined();
});

it('knows the line of what is at a path', () => {
  const document = readAsWritten('a:\n  b:\n    - c\n    - d: 1\n');
  expect(document?.lineOf(['a', 'b', 1, 'd'])).toBe(4);
  expect(document?.lineOf(['a', 'b', 7, 'x'])).toBe(3);
  expect(document?.lineOf([])).toBe(1);
});

it('answers any text with values or with words of its own', () => {
  fc.assert(
    fc.property(anyYaml('x'), (text) => {
      try {
        readAsWritten(text);
      } catch (error) {
        expect(error).toBeInstanceOf(YamlFault);
      }
    }),
    { numRuns: 2_000 },
  );
});
