import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffLine, diffOf } from './diff-lines.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join('');

describe('diffOf', () => {
  it('shows a new object as added and a deleted one as removed', () => {
    expect(diffOf(undefined, 'kind: Pod\nmetadata:\n')).toEqual([
      { kind: 'added', text: 'kind: Pod' },
      { kind: 'added', text: 'metadata:' },
    ]);
    expect(diffOf('kind: Pod\n', undefined)).toEqual([{ kind: 'removed', text: 'kind: Pod' }]);
  });

  it('shows an unchanged object whole', () => {
    expect(diffOf(numbered(1, 40), numbered(1, 40))).toHaveLength(40);
  });

  it('keeps four lines around a change and folds the rest', () => {
    const lines = diffOf(numbered(1, 40), numbered(1, 40).replace('line 20\n', 'line twenty\n'));
    expect(lines.map(({ kind }) => kind)).toEqual([
      'folded',
      ...Array(4).fill('same'),
      'removed',
      'added',
      ...Array(4).fill('same'),
      'folded',
    ]);
    expect(lines[0]).toMatchObject({ lines: expect.arrayContaining(['line 1', 'line 15']) });
  });

  it('does not fold what is not worth it', () => {
    expect(diffOf('a\nb\n', 'a\nB\n').map(({ kind }) => kind)).toEqual(['same', 'removed', 'added']);
  });

  it('loses no line, whatever the texts', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const join = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
        const diff = diffOf(join(before), join(after));
        const side = (skip: DiffLine['kind']) =>
          diff.flatMap((line) => (line.kind === skip ? [] : line.kind === 'folded' ? line.lines : [line.text]));
        expect(side('added')).toEqual(before);
        expect(side('removed')).toEqual(after);
      }),
    );
  });
});
