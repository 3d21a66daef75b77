import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  closingLine,
  failureLines,
  NOTHING,
  namedAfter,
  readTally,
  sampleLines,
  skipLines,
  slowestLines,
  sum,
  unsteadyLines,
} from './tally.mjs';

const file = (content?: object) => {
  const path = join(mkdtempSync(join(tmpdir(), 'odin-tally-')), 'tally.json');
  if (content !== undefined) writeFileSync(path, JSON.stringify(content));
  return path;
};

describe('readTally', () => {
  it('takes what the runner counted', () => {
    const tally = { passed: 3, failed: 1, skipped: [{ name: 'a', reason: 'b' }] };
    expect(readTally(file(tally), 1)).toEqual({ ...NOTHING, ...tally });
  });

  it('counts a runner that crashed as a failure', () => {
    expect(readTally(file(), 1).failed).toBe(1);
    expect(readTally(file({ passed: 3, failed: 0, skipped: [] }), 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('counts a runner that ran nothing as a failure', () => {
    expect(readTally(file({ passed: 0, failed: 0, skipped: [] }), 0).failed).toBe(1);
  });
});

it('sums layers into one line, with a reason for each skipped test', () => {
  const total = sum([
    { ...NOTHING, passed: 2 },
    { ...NOTHING, passed: 1, failed: 1, skipped: [{ name: 'tray', reason: 'no panel' }] },
  ]);
  expect(closingLine(total)).toBe('3 passed, 1 failed, 1 skipped');
  expect(closingLine(sum([]))).toBe('0 passed, 0 failed');
  expect(skipLines(total)).toEqual(['skipped: tray: no panel']);
});

it('shows the ten slowest of all layers, the slowest first', () => {
  const timed = (count: number, stepMs: number) => ({
    ...NOTHING,
    durations: Array.from({ length: count }, (_, index) => ({ name: `test ${index}`, ms: index * stepMs })),
  });
  const lines = slowestLines(sum([namedAfter('unit', timed(20, 100)), namedAfter('real', timed(3, 10_000))]));
  expect(lines.slice(0, 4)).toEqual([
    'The 10 slowest tests:',
    '    20.0 s  real: test 2',
    '    10.0 s  real: test 1',
    '     1.9 s  unit: test 19',
  ]);
  expect(lines).toHaveLength(11);
  expect(slowestLines(NOTHING)).toEqual([]);
});

it('names what failed, with the first lines of what it said', () => {
  const message = `\u001b[31mexpected 1\u001b[39m\n\n  to be 2\n${'at x\n'.repeat(50)}`;
  const tally = { ...NOTHING, failed: 1, failures: [{ name: 'a.test.ts > adds', message }] };
  const lines = failureLines(sum([NOTHING, namedAfter('real', tally)]));
  expect(lines.slice(0, 3)).toEqual(['failed: real: a.test.ts > adds', '    expected 1', '      to be 2']);
  expect(lines).toHaveLength(13);
});

it('names what passed only at its second try', () => {
  const tally = { ...NOTHING, passed: 1, unsteady: [{ name: 'a.spec.ts › opens', message: 'too late' }] };
  const total = sum([NOTHING, namedAfter('app', tally)]);
  expect(unsteadyLines(total)).toEqual(['passed only at the second try: app: a.spec.ts › opens', '    too late']);
  expect(failureLines(total)).toEqual([]);
});

it('counts what samples left out, by what chose', () => {
  const samples = [
    { by: 'seed abc', ran: 500, of: 3_000 },
    { by: 'seed abc', ran: 12, of: 533 },
    { by: 'seed other', ran: 1, of: 1 },
  ];
  expect(sampleLines(sum([{ ...NOTHING, samples }, NOTHING]))).toEqual([
    '512 of 3,533 cases by seed abc, 3,021 left out',
    'all 1 cases',
  ]);
  expect(sampleLines(NOTHING)).toEqual([]);
});
