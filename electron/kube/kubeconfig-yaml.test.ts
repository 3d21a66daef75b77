import { expect, it } from 'vitest';
import { readFirstDocument, UnreadableYaml } from './kubeconfig-yaml.ts';

// kubectl's own reading of each is in e2e/rules/kubeconfig.test.ts and e2e/real/yaml.test.ts.
it.each([
  ['', null],
  ['# nothing\n', null],
  ['---\n---\na: 1\n', null],
  ['# first\n---\na: b\n', { a: 'b' }],
  ['a: b\n---\na: c\n', { a: 'b' }],
  ['a: b\n---\n{[', { a: 'b' }],
  ['a: b\n...\n{[ no yaml', { a: 'b' }],
  ['%YAML 1.1\n---\na: yes\n', { a: true }],
  [
    'a: yes\nb: Off\nc: "yes"\nd: ~\ne: 0644\nf: 1_000\ng: !!str yes\nh: !mine no\n',
    { a: true, b: false, c: 'yes', d: null, e: 420, f: 1000, g: 'yes', h: 'no' },
  ],
  ['a: b\na: c\n', { a: 'c' }],
  ['{"a": "b", "a": "c"}', { a: 'c' }],
  ['a: &x b\nb: *x\nc: &x d\nd: *x\n', { a: 'b', b: 'b', c: 'd', d: 'd' }],
  ['a: &m {b: 1, c: 2}\nd: {b: 0, <<: *m, c: 3}\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ['a: &m {b: 1}\nb: &n {b: 2, c: 2}\nd: {<<: [*m, *n]}\n', { a: { b: 1 }, b: { b: 2, c: 2 }, d: { b: 1, c: 2 } }],
  ['"<<": a\n', { '<<': 'a' }],
  ['1: a\nyes: b\n? [x]\n: c\nd: e\n', { d: 'e' }],
  ['a: !!binary aGVsbG8=\n', { a: 'hello' }],
  ['a: 123456789012345678901234567890\nb: .nan\n', { a: Number.NaN, b: Number.NaN }],
  ['a: b\rc: d\r', { a: 'b', c: 'd' }],
  ['a:\tb\n', { a: 'b' }],
  ['a: |\r\n  b\r\n  c\r\n', { a: 'b\nc\n' }],
])('reads %j as kubectl does', (text, value) => {
  expect(readFirstDocument(text)).toEqual(value);
});

it('keeps a key that JavaScript has a meaning for', () => {
  const value = readFirstDocument('__proto__: {a: b}\nconstructor: c\n');
  expect(Object.entries(value as object)).toEqual([
    ['__proto__', { a: 'b' }],
    ['constructor', 'c'],
  ]);
  expect(({} as { a?: unknown }).a).toBeUndefined();
});

const BOMB = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}]\n`).join('')}`;
const MERGE_BOMB = `a: &a {k: v}\n${Array.from({ length: 12 }, (_, step) => `${step}: &b${step} [${(step === 0 ? '*a,' : `*b${step - 1},`).repeat(9)}]\n`).join('')}`;

it.each([
  ['password: *Secr3t\n', 'line 1: an alias names no anchor: text that begins with * needs quotes'],
  ['a: 1\nb: *Secr3t-x\n', 'line 2: an alias names no anchor: text that begins with * needs quotes'],
  ['a: &Secr3t [*Secr3t]\n', 'line 1: an alias stands in what it stands for'],
  ['a: &Secr3t\n  <<: *Secr3t\n', 'line 2: an alias stands in what it stands for'],
  ['<<: Secr3t\n', 'a merge (<<) needs a map, or a list of maps'],
  ['token: [Secr3t\n', 'line 2: its indentation does not fit'],
  ['token: "Secr3t\n', 'line 2: a bracket, quote, comma or colon is missing'],
  ['token: @Secr3t\n', 'line 1: text that begins with this sign needs quotes'],
  ['a: b\n\tc: Secr3t\n', /^line 2: /],
  ['token: Secr3t: x\n', 'line 1: text with a colon and a blank in it needs quotes'],
  ['a: b\nSecr3t\n', /^line 2: /],
  ['a: ]\nSecr3t: b\n', /^line 1: /],
  ['a: [b]]\nSecr3t: b\n---\n', /^line 1: /],
  ['{a: b}\nSecr3t: c\n', /^line 2: /],
  ['{a: b} Secr3t\n', /^line 1: /],
  ['a: "b" Secr3t\n', /^line 1: /],
  ['token: Secr3t\u0007\n', 'line 1: it has a control character'],
  ['a: b\n# Secr3t \u007f\n', 'line 2: it has a control character'],
])('says why %j cannot be read, and nothing of what it holds', (text, message) => {
  expect(() => readFirstDocument(text)).toThrow(UnreadableYaml);
  expect(() => readFirstDocument(text)).toThrow(message);
  expect(() => readFirstDocument(text)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('Secr3t') }),
  );
});

it.each([
  ['aliases of aliases', BOMB, 'its aliases stand for more than anybody could read'],
  ['merges of aliases', MERGE_BOMB, 'its aliases stand for more than anybody could read'],
  ['lists in lists', `a: ${'['.repeat(600)}${']'.repeat(600)}\n`, 'it is nested too deeply'],
  ['lists that do not end', `a: ${'['.repeat(50_000)}\n`, 'it is nested too deeply'],
  ['maps that do not end', `a: ${'{x: '.repeat(50_000)}\n`, 'it is nested too deeply'],
  ['dashes behind dashes', `a:\n${'- '.repeat(50_000)}x\n`, 'line 2: it is nested too deeply'],
  ['four megabytes of brackets', '['.repeat(4 << 20), 'it is nested too deeply'],
  ['four megabytes of signs', '? '.repeat(2 << 20), 'it has more in it than is read here'],
])('ends soon with %s', (_what, text, message) => {
  expect(() => readFirstDocument(text)).toThrow(new UnreadableYaml(message));
});
