import { expect, test } from 'vitest';
import type { RangeResult } from './answers.ts';
import { sleepOf } from './gpu-sleep.ts';

const GRID = { startSeconds: 1_000, endSeconds: 1_090, stepSeconds: 10 };
const gpuOf = (pci: string, id: string) => ({ key: `blade ${pci}`, id, pci, node: 'blade', name: '', index: '' });
const GPUS = [gpuOf('0000:01:00.0', 'a'), gpuOf('0000:41:00.0', 'b')];

/** One series for each GPU; each character is a point from 1000 on, `.` none. */
function range(...lines: readonly string[]): RangeResult {
  const result = lines.map((line, index) => ({
    metric: { instance: 'blade', pci: GPUS[index]?.pci ?? '' },
    values: [...line].flatMap((value, at): [number, string][] => (value === '.' ? [] : [[1_000 + 10 * at, value]])),
  }));
  return { resultType: 'matrix', result };
}

const of = (asked: RangeResult, suspended: RangeResult = range()) =>
  sleepOf(GPUS, { asked, suspended }, GRID).map(({ id, state, from, to }) => `${id} ${state} ${from}-${to}`);

test('an interval begins at the last point that was asked, and ends at the last that was not', () => {
  expect(of(range('1110001111'), range('....11....'))).toEqual(['a leftAlone 1020-1030', 'a asleep 1030-1050']);
});

test('asleep all along is one interval, within the range', () => {
  expect(of(range('0000000000'), range('1111111111'))).toEqual(['a asleep 1000-1090']);
});

test('a time without the gate is no sleep, and each GPU has its own', () => {
  expect(of(range('00..001111', '1111111100'), range('11..11....'))).toEqual([
    'a asleep 1000-1010',
    'a asleep 1030-1050',
    'b leftAlone 1070-1090',
  ]);
});

test('a GPU in use, a gate that is not there, and values that are no number are no sleep', () => {
  expect(of(range('1111111111'), range('1111111111'))).toEqual([]);
  expect(of(range())).toEqual([]);
  const strange = { metric: { instance: 'blade', pci: '0000:01:00.0' }, values: [[1_000, 'NaN'] as [number, string]] };
  expect(of({ resultType: 'matrix', result: [strange] })).toEqual([]);
});
