// The owner of the log, where root and a person both write it (`sudo odin`). Only root can play both.
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { readTail } from './read-tail.ts';
import { rotatedPath } from './rotating-file.ts';

const PERSON = 12_345;

let home = '';
let path = '';
let complaints: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'odin-log-owners-'));
  path = join(home, '.local', 'state', 'odin', 'log', 'odin.log');
  complaints = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const say = (message: string, limits = { maxBytes: 1 << 20, keptFiles: 2 }) =>
  openLog({ path, program: 'odin', limits, complain: (sentence) => complaints.push(sentence) }).info('start', message);

/** Runs `work` with a person's rights; what is on the disk sees no root. */
function asPerson(work: () => void): void {
  process.setegid?.(PERSON);
  process.seteuid?.(PERSON);
  try {
    work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

describe.skipIf(process.geteuid?.() !== 0)('the log', () => {
  beforeEach(() => chownSync(home, PERSON, PERSON));

  it("is the person's where root wrote the first line, and the next ones after it was full", () => {
    for (const line of ['one', 'two', 'three']) say(line, { maxBytes: 10, keptFiles: 1 });
    expect(statSync(rotatedPath(path, 1)).uid).toBe(PERSON);
    say('four');
    expect(statSync(path).uid).toBe(PERSON);
    asPerson(() => say('five'));
    expect(complaints).toEqual([]);
    expect(readFileSync(path, 'utf8')).toMatch(/four\n.*five\n$/);
  });

  it("goes on in a new file where root's is left in the person's folder", () => {
    const folder = join(path, '..');
    mkdirSync(folder, { recursive: true });
    for (let at = folder; at !== home; at = join(at, '..')) chownSync(at, PERSON, PERSON);
    writeFileSync(path, 'of root\n', { mode: 0o600 });
    asPerson(() => {
      say('of the person');
      say('and once more');
      expect(readTail(path, 5)).toHaveLength(2);
    });
    expect(complaints).toEqual([]);
    expect(statSync(path).uid).toBe(PERSON);
    expect(readFileSync(path, 'utf8')).not.toContain('of root');
    expect(readFileSync(rotatedPath(path, 1), 'utf8')).toBe('of root\n');
  });

  it("is done without, and that is said once, where its folder is root's", () => {
    mkdirSync(path, { recursive: true });
    chmodSync(join(path, '..'), 0o700);
    asPerson(() => {
      const log = openLog({ path, program: 'odin', complain: (sentence) => complaints.push(sentence) });
      for (const line of ['one', 'two', 'three']) log.info('start', line);
    });
    expect(complaints).toEqual([`odin: its log ${path} cannot be written (EACCES); going on without.`]);
  });
});

describe('a rotation that was left half-way', () => {
  it.each([
    ['long ago', -60],
    ['by a clock that was set back since', 3_600],
  ])('is begun anew (%s)', (_what, seconds) => {
    say('one');
    writeFileSync(`${path}.lock`, '');
    const at = Date.now() / 1_000 + seconds;
    utimesSync(`${path}.lock`, at, at);
    for (const line of ['two', 'three', 'four']) say(line, { maxBytes: 10, keptFiles: 2 });
    expect(readdirSync(join(path, '..')).sort()).toEqual(['odin.1.log', 'odin.2.log']);
  });
});
