import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closingLine, readTally, skipLines, sum } from './tally.mjs';

const file = (content?: object) => {
  const path = join(mkdtempSync(join(tmpdir(), 'odin-tally-')), 'tally.json');
  if (content !== undefined) writeFileSync(path, JSON.stringify(content));
  return path;
};

describe('readTally', () => {
  it('takes what the runner counted', () => {
    const tally = { passed: 3, failed: 1, skipped: [{ name: 'a', reason: 'b' }] };
    expect(readTally(file(tally), 1)).toEqual(tally);
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
    { passed: 2, failed: 0, skipped: [] },
    { passed: 1, failed: 1, skipped: [{ name: 'tray', reason: 'no panel' }] },
  ]);
  expect(closingLine(total)).toBe('3 passed, 1 failed, 1 skipped');
  expect(closingLine(sum([]))).toBe('0 passed, 0 failed');
  expect(skipLines(total)).toEqual(['skipped: tray: no panel']);
});
