import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '../release/context.ts';
import { ApprovalLedger } from './approval-ledger.ts';

let stateDir: string;
let file: string;
let lost: unknown[];
let ledger: ApprovalLedger;
/** Mounted by a test. */
const disks: string[] = [];

const open = (): ApprovalLedger => new ApprovalLedger(stateDir, (error) => lost.push(error));
const approval = (id: string, more: Partial<Approval> = {}): Approval => ({
  id,
  contents: [`content of ${id}`],
  generated: [],
  removals: [],
  made: [],
  ...more,
});

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'odin-ledger-'));
  file = join(stateDir, 'approvals.json');
  lost = [];
  ledger = open();
});
afterEach(() => {
  for (const disk of disks.splice(0)) execFileSync('umount', [disk]);
  rmSync(stateDir, { recursive: true, force: true });
});

describe('ApprovalLedger', () => {
  it('keeps the last change of each release for every program of this machine, in a file of its owner’s alone', () => {
    ledger.note('a', approval('1'));
    ledger.note('b', approval('2', { deleteData: true, removals: ['x'] }));
    ledger.note('a', approval('3'));
    expect(open().change('a')).toEqual(approval('3'));
    expect(open().change('b')).toEqual(approval('2', { deleteData: true, removals: ['x'] }));
    expect(open().change('c')).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(lost).toEqual([]);
  });

  it('forgets a change that is over, and still knows what it made', () => {
    ledger.note('a', approval('1'));
    ledger.settle('a');
    ledger.settle('b');
    expect(open().change('a')).toBeUndefined();
    expect(open().knows('a', 'content of 1')).toBe(true);
    expect(open().knows('b', 'content of 1')).toBe(false);
    expect(open().knows('a', 'content of 2')).toBe(false);
  });

  it('is bounded: releases, revisions of one, objects of a change', () => {
    for (let n = 0; n < 130; n++) ledger.note(`release ${n}`, approval(`${n}`));
    for (let n = 0; n < 30; n++) ledger.note('a', approval(`revision ${n}`));
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(100);
    expect(ledger.change('release 129')?.id).toBe('129');
    expect(ledger.change('release 1')).toBeUndefined();
    expect(ledger.knows('a', 'content of revision 29')).toBe(true);
    expect(ledger.knows('a', 'content of revision 9')).toBe(false);
    ledger.note('a', approval('huge', { made: Array.from({ length: 6_000 }, (_, n) => `${n}`) }));
    expect(ledger.change('a')).toBeUndefined();
    expect(statSync(file).size).toBeLessThan(100_000);
  });

  it('holds nothing where it cannot be read, and goes on', () => {
    ledger.note('a', approval('1'));
    const text = readFileSync(file, 'utf8');
    for (const bad of [
      '',
      '{',
      'null',
      '[]',
      '{"a":{}}',
      text.replace('"contents"', '"content"'),
      '\u0000'.repeat(99),
    ]) {
      writeFileSync(file, bad);
      expect(open().change('a'), bad).toBeUndefined();
      expect(open().knows('a', 'content of 1'), bad).toBe(false);
    }
    ledger.note('a', approval('2'));
    expect(open().change('a')?.id).toBe('2');
  });

  it.skipIf(process.platform === 'win32')('holds nothing where others may write it', () => {
    ledger.note('a', approval('1'));
    for (const mode of [0o620, 0o602, 0o666]) {
      chmodSync(file, mode);
      expect(open().change('a'), mode.toString(8)).toBeUndefined();
    }
    chmodSync(file, 0o600);
    expect(open().change('a')?.id).toBe('1');
    const elsewhere = join(stateDir, 'elsewhere.json');
    writeFileSync(elsewhere, readFileSync(file, 'utf8'), { mode: 0o666 });
    chmodSync(elsewhere, 0o666);
    rmSync(file);
    symlinkSync(elsewhere, file);
    expect(open().change('a')).toBeUndefined();
  });

  it('says so where nothing can be kept: a folder in its place', () => {
    mkdirSync(file);
    ledger.note('a', approval('1'));
    expect(ledger.change('a')).toBeUndefined();
    expect(lost).not.toEqual([]);
  });

  it('counts a change as over even where the disk does not take it down', () => {
    ledger.note('a', approval('1'));
    const text = readFileSync(file, 'utf8');
    ledger.settle('a');
    writeFileSync(file, text);
    expect(ledger.change('a')).toBeUndefined();
    ledger.note('a', approval('2'));
    expect(ledger.change('a')?.id).toBe('2');
  });
});

describe('a ledger on a disk that runs full', () => {
  /** The state folder on a small disk of its own; filled to the last byte by what is returned. */
  function smallDisk(skip: (why: string) => void): () => void {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', stateDir], { stdio: 'pipe' });
    } catch (error) {
      skip(`nothing can be mounted here: ${error}`);
    }
    disks.push(stateDir);
    return () => expect(() => writeFileSync(join(stateDir, 'fill'), Buffer.alloc(2 ** 17))).toThrow(/ENOSPC/);
  }

  it('brings back nothing that is over, whoever reads it then', (test) => {
    const fill = smallDisk(test.skip);
    ledger.note('a', approval('1'));
    ledger.note('b', approval('2'));
    fill();
    ledger.settle('a');
    expect(lost).toEqual([expect.objectContaining({ code: 'ENOSPC' })]);
    expect([ledger.change('a'), open().change('a'), open().change('b')]).toEqual([undefined, undefined, undefined]);
  });

  it('says that a change could not be noted, does not take the former one for it, and notes the next', (test) => {
    const fill = smallDisk(test.skip);
    ledger.note('a', approval('1'));
    fill();
    ledger.note('a', approval('2'));
    expect(lost).toHaveLength(1);
    expect(open().change('a')?.id).toBe('1');
    rmSync(join(stateDir, 'fill'));
    ledger.note('a', approval('3'));
    expect(open().change('a')?.id).toBe('3');
  });
});

it('ends a change of its own although its file could not be read at that moment', () => {
  ledger.note('a', approval('1'));
  chmodSync(file, 0o622);
  ledger.settle('a');
  chmodSync(file, 0o600);
  expect([ledger.change('a'), open().change('a')]).toEqual([undefined, undefined]);
});

it('is begun anew where its folder was removed while it was in use', () => {
  ledger.note('a', approval('1'));
  rmSync(stateDir, { recursive: true });
  expect(ledger.change('a')).toBeUndefined();
  ledger.note('a', approval('2'));
  expect([open().change('a')?.id, lost]).toEqual(['2', []]);
});
