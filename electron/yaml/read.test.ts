import { describe, expect, it } from 'vitest';
import { readYaml } from './read.ts';

// What sigs.k8s.io/yaml over go-yaml v2 makes of each.
describe('a document as Go reads it', () => {
  it.each<[text: string, value: unknown]>([
    ['', null],
    ['a: 1\na: 2', { a: 2 }],
    ['a: {b: 1}\na: {c: 2}', { a: { c: 2 } }],
    [
      '{on: 0644, 010: x, 1.10: v, 1e3: z, .inf: i, 0.0000001: s}',
      { true: 420, 8: 'x', 1.1: 'v', 1000: 'z', '.inf': 'i', '1e-07': 's' },
    ],
    ['base: &b {x: 1, z: 2}\nmore: {x: 0, <<: *b, z: 3}', { base: { x: 1, z: 2 }, more: { x: 1, z: 3 } }],
    ['a: &a {x: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b]}', { a: { x: 1 }, b: { x: 2, z: 2 }, c: { x: 1, z: 2 } }],
    ['a: {"<<": 1}', { a: { '<<': 1 } }],
    ['- &x a\n- *x\n- &x b\n- *x', ['a', 'a', 'b', 'b']],
    ['&k key: *k', { key: 'key' }],
    ['*k : 1\n', 'fault'],
    [
      'a: !!str 12\nb: !!int "12"\nc: !!float 3\nd: ! yes\ne: !own yes\nf: !!null ""',
      { a: '12', b: 12, c: 3, d: 'yes', e: 'yes', f: null },
    ],
    ['a: !!binary aGVsbG8=', { a: 'hello' }],
    ['a: 1e999\nb: 0x\nc: 1__0\nd: +3\ne: 0O17', { a: '1e999', b: '0x', c: 10, d: 3, e: 15 }],
    ['a: >-\n  b\n  c\n\n  d\n', { a: 'b c\nd' }],
    ["a: \"x\\ty\\u00e9\"\nb: 'it''s'", { a: 'x\tyé', b: "it's" }],
    [
      '__proto__: {x: 1}\nconstructor: v',
      Object.fromEntries([
        ['__proto__', { x: 1 }],
        ['constructor', 'v'],
      ]),
    ],
  ])('%j', (text, value) => {
    if (value === 'fault') expect(() => readYaml(text)).toThrow('an alias names no anchor');
    else expect(readYaml(text)).toEqual(value);
    expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
  });

  it('refuses what aliases blow up, and takes what people share', () => {
    const shared = `a: &a {x: ${'y'.repeat(1_000)}}\n${Array.from({ length: 1_000 }, (_, index) => `k${index}: *a\n`).join('')}`;
    expect(Object.keys(readYaml(shared) as object)).toHaveLength(1_001);
    const levels = Array.from(
      'bcdefghij',
      (name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]}, `.repeat(9)}]`,
    );
    expect(() => readYaml(`a: &a [x]\n${levels.join('\n')}`)).toThrow('its aliases stand for too much');
    const long = `a: &a ${'y'.repeat(1_000_000)}\nb: [${'*a, '.repeat(1_000)}]`;
    expect(() => readYaml(long)).toThrow('its aliases stand for too much');
  });
});
