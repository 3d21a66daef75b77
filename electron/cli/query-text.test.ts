import { expect, test } from 'vitest';
import { queryText as textOf } from './query-text.ts';
import { layOut } from './table.ts';

const queryText = (...args: Parameters<typeof textOf>) => {
  const { table, notes } = textOf(...args);
  return { table: layOut(table), notes };
};

const vector = (count: number) => ({
  resultType: 'vector' as const,
  result: Array.from({ length: count }, (_, index) => ({
    metric: { pod: `importer-${index}` },
    value: [1_795_435_960, '1'] as [number, string],
  })),
});

test('130,000 rows are bounded, and that is said', () => {
  const { table, notes } = queryText(vector(130_000), 0);
  expect(table).toHaveLength(10_001);
  expect(notes).toEqual([
    '10000 of 130000 rows are shown: ask for fewer, for example by topk or sum, or have all with --json.',
  ]);
});

test('few rows are all shown, without a word', () => {
  expect(queryText(vector(2), 0)).toEqual({
    table: ['pod          value', 'importer-0   1', 'importer-1   1'],
    notes: [],
  });
  expect(queryText(vector(0), 0)).toEqual({ table: ['no data'], notes: [] });
});

test('what Prometheus says beside the answer is told, and no more than a few of it', () => {
  const infos = Array.from({ length: 50 }, (_, index) => `info ${index}`);
  const { notes } = queryText({ ...vector(1), warnings: ['partial answer'], infos }, 0);
  expect(notes.slice(0, 2)).toEqual(['Prometheus warns: partial answer', 'Prometheus remarks: info 0']);
  expect(notes).toHaveLength(11);
});

test.each([
  [600, '10 min ahead of'],
  [-600, '10 min behind'],
  [-61, '61 s behind'],
  [43_200, '12 h ahead of'],
])('a clock that is %i s off is told: %s', (ahead, words) => {
  expect(queryText(vector(1), ahead).notes).toEqual([
    `Prometheus' clock is ${words} this machine's: set the one that is wrong.`,
  ]);
});
