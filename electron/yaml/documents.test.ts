import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyYaml } from './any-text.testkit.ts';
import { readDocuments } from './documents.ts';
import { YamlFault } from './yaml-fault.ts';

const valuesOf = (text: string) => readDocuments(text).map(({ value }) => value);
const faultOf = (text: string) => {
  try {
    readDocuments(text);
  } catch (error) {
    return error instanceof YamlFault ? error.message : error;
  }
  return undefined;
};

// What k8s.io/apimachinery's reader, which kubectl reads files with, makes of each; e2e/real/yaml.test.ts asks kubectl.
describe('documents as kubectl finds them', () => {
  it.each<[what: string, text: string, values: unknown[]]>([
    ['nothing', '', []],
    ['comments alone', '# a\n---\n# b\n', [null, null]],
    ['empty ones between', '---\n---\na: 1\n---\n\n---\nb: 2\n---', [{ a: 1 }, null, { b: 2 }]],
    ['lines of Windows', 'a: |\r\n  x\r\n  y\r\n---\r\nb: 2\r\n', [{ a: 'x\ny\n' }, { b: 2 }]],
    ['a comment behind the dashes', 'a: 1\n---   # next\nb: 2', [{ a: 1 }, { b: 2 }]],
    ['dashes inside of a text', 'a: |\n  x\n  ---\n  y\nb: 2', [{ a: 'x\n---\ny\n', b: 2 }]],
    ['a mark in front of each', '\uFEFFa: 1\n---\n\uFEFFb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['JSON', '{"a": [1, "}{"], "b": {"c": "\\"{"}}', [{ a: [1, '}{'], b: { c: '"{' } }]],
    ['JSON one after the other', '{"a":1}{"b":2}\n\t{"c":3}\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['JSON, then YAML', '{"a":1}\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['YAML, then JSON with tabs', 'a: 1\n---\n{\n\t"b": {\n\t\t"c": 1\n\t}\n}\n', [{ a: 1 }, { b: { c: 1 } }]],
    ['a map in braces', '{a: 1, b: yes}\n', [{ a: 1, b: true }]],
    ['an end that is said', 'a: 1\n...\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a directive', '%YAML 1.1\n---\na: 1\n', [null, { a: 1 }]],
  ])('%s', (what, text, values) => {
    // A directive is a document of its own for whoever cuts first, and no YAML.
    if (what === 'a directive') expect(faultOf(text)).toMatch(/ at line/);
    else expect(valuesOf(text)).toEqual(values);
  });

  it('says where each begins', () => {
    expect(readDocuments('a: 1\n---\n\nb: 2\n---\nc: 3').map(({ line }) => line)).toEqual([1, 3, 6]);
    expect(readDocuments('{"a":1}\n\n{"b":2}').map(({ line }) => line)).toEqual([1, 3]);
  });
});

describe('a fault', () => {
  it.each([
    ['a: 1\n---\nb: [', /^unexpected end of the stream within a flow collection at line 3, column \d+$/],
    ['a: 1\n--- b: 2\n', /^something stands behind the --- that separates documents at line 2$/],
    ['{"a":1}{"b":2}c: 3', /^what comes after the JSON is no JSON at line 1$/],
    ['{"a":1}\n{"n":9007199254740993}', /^a number in the JSON is too large to be kept exactly at line 2$/],
    ['a:\n\tb: 1', /^tab characters must not be used in indentation at line 2/],
    ['a: *Secr3t', /^an alias names no anchor at line 1$/],
    ['a: !<Secr3t {> b', /at line 1/],
    ['a: &x [*x]', /^an anchor contains itself at line 1$/],
    ['a: 1\n? [k]\n: v', /^a key is a list or a map at line 2$/],
    ['~: 1', /^a key is empty at line 1$/],
    ['a:\n  <<: 1', /^a merge \(<<\) needs a map, or a list of maps at line 2$/],
    ['a: !!binary "%%"', /^a !!binary is no base64 at line 1$/],
    ['a: !!int yes', /^what is tagged !!int is something else at line 1$/],
    [`a: ${'['.repeat(20_000)}`, /^nesting exceeded maxDepth/],
  ])('%j', (text, message) => {
    expect(faultOf(text)).toMatch(message);
    expect(faultOf(text)).not.toContain('Secr3t');
  });

  it('is all that any text brings, and never a word of the text', () => {
    fc.assert(
      fc.property(anyYaml('Secr3t'), (text) => {
        const fault = faultOf(text);
        if (fault !== undefined) expect(fault).toMatch(/^(?!.*Secr3t).* at line \d+/s);
      }),
      { numRuns: 2_000 },
    );
  });
});
