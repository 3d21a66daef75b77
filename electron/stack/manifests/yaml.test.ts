import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { anyYaml } from '../../yaml/any-text.testkit.ts';
import { parseManifests } from './yaml.ts';

const object = (body: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${body}`;
const fieldOf = (yaml: string) => parseManifests(object(`field: ${yaml}`), 'test.yaml')[0]?.field;
const errorOf = (text: string) => {
  try {
    parseManifests(text, 'test.yaml');
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : error;
  }
  return undefined;
};

describe('words as kubectl reads them', () => {
  // What `kubectl create --dry-run=client -o json` makes of each; e2e/real/yaml.test.ts asks it again.
  it.each<[string, unknown]>([
    ['0644', 420],
    ['0o644', 420],
    ['0x1F', 31],
    ['-0b101', -5],
    ['08', 8],
    ['1_000', 1000],
    ['_1', '_1'],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-0', 0],
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['yEs', 'yEs'],
    ['~', null],
    ['', null],
    ['12:30', '12:30'],
    ['2001-12-14', '2001-12-14'],
    ['1.2.3', '1.2.3'],
    ['10Gi', '10Gi'],
    ['"0644"', '0644'],
    ["'yes'", 'yes'],
    ['!!str 12', '12'],
    ['|\n  yes\n', 'yes\n'],
    ['{on: 0644, 010: x}', { true: 420, 8: 'x' }],
  ])('%s', (yaml, value) => {
    expect(fieldOf(yaml)).toEqual(value);
  });

  it('refuses a number that would arrive changed', () => {
    expect(errorOf(object('field: 9007199254740993'))).toBe(
      'badInput: test.yaml is not readable as YAML: a number is too large to be kept exactly: put it in quotes if it is text at line 4.',
    );
    expect(errorOf(object('field: .inf'))).toContain('JSON has no such number at line 4');
  });
});

describe('documents', () => {
  it('reads several, skips empty ones, takes Lists apart', () => {
    const text = `# a comment alone\n---\n${object('')}\n---\n---\nkind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n`;
    expect(parseManifests(text, 'test.yaml').map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'ConfigMap/a',
      'Pod/b',
    ]);
  });

  it('follows anchors and merges', () => {
    expect(fieldOf('{base: &base {a: 1, b: 2}, merged: {<<: *base, b: 3}}')).toEqual({
      base: { a: 1, b: 2 },
      merged: { a: 1, b: 3 },
    });
  });

  it('keeps fields that it does not know', () => {
    expect(fieldOf('{x-new: [{deep: 1}]}')).toEqual({ 'x-new': [{ deep: 1 }] });
  });

  it('names the file and the place of what is wrong', () => {
    expect(errorOf('a: [1')).toMatch(/^badInput: test\.yaml is not readable as YAML: .* at line 1, column \d+/);
    expect(errorOf(`${object('')}---\nkind: Pod`)).toMatch(
      /^badInput: test\.yaml, document 2 is no Kubernetes object: apiVersion: /,
    );
    expect(errorOf('just text')).toMatch(/^badInput: test\.yaml, document 1 is no Kubernetes object: it is text/);
    expect(errorOf('{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {on: true}}}')).toMatch(
      /metadata\.labels\.true/,
    );
  });

  it('refuses a bomb of aliases', () => {
    const levels = 'bcdefgh'.split('').map((name, index) => {
      const below = `*${'abcdefg'[index]}`;
      return `${name}: &${name} [${Array(9).fill(below).join(', ')}]`;
    });
    expect(errorOf(`a: &a [x]\n${levels.join('\n')}`)).toMatch(
      /^badInput: test\.yaml is not readable as YAML: .*alias/i,
    );
  });

  it('answers any text with objects or with a sentence that names the file', () => {
    fc.assert(
      fc.property(anyYaml('x'), (text) => {
        const error = errorOf(text);
        if (error !== undefined) expect(error).toMatch(/^badInput: test\.yaml/);
      }),
      { numRuns: 500 },
    );
  });
});
