// The log's file: what a line looks like, who may read it, what happens when it is full or cannot be written.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
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
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visible } from '../../shared/visible.ts';
import { knownSecrets } from './known-secrets.ts';
import { openLog } from './log.ts';
import { readTail } from './read-tail.ts';
import { rotatedPath } from './rotating-file.ts';

/** Of all UTF-16 units, halves of characters too. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

let folder: string;
let path: string;
let complaints: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-log-'));
  path = join(folder, 'log', 'odin.log');
  complaints = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (options: Partial<Parameters<typeof openLog>[0]> = {}) =>
  openLog({ path, program: 'window', complain: (sentence) => complaints.push(sentence), ...options });
const text = (age = 0) => readFileSync(rotatedPath(path, age), 'utf8');
const isPosix = process.platform !== 'win32';

describe('a line', () => {
  it('says when, how grave, who, where, what', () => {
    open().warn('request', 'GET /api/v1/pods: not allowed', { status: 403, ms: 12 });
    expect(text()).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn {2}window\/\d+ request: GET \/api\/v1\/pods: not allowed {"status":403,"ms":12}\n$/,
    );
  });

  it('is one line of readable characters, whatever it is made of', () => {
    fc.assert(
      fc.property(anyText, anyText, (message, value) => {
        rmSync(path, { force: true });
        open().info('x', message, { value });
        expect(text().slice(0, -1)).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b-\u200f]+$/u);
        expect(text().endsWith('\n')).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('shows escape sequences instead of doing what they say', () => {
    expect(visible('a\u001b[2Jb\r\nc\u202ed\u0000é😀\t')).toBe('a\\x1b[2Jb\\r\\nc\\u202ed\\x00é😀\\t');
  });

  it('has the stack of an error, and its cause', () => {
    open().error('crash', 'It broke.', { error: new Error('outer', { cause: new TypeError('inner') }) });
    expect(text()).toMatch(/outer.*log\.test\.ts.*TypeError: inner/);
    expect(text().split('\n')).toHaveLength(2);
  });

  it('is cut where it is long', () => {
    open().info('x', 'y'.repeat(100_000), { z: 'w '.repeat(100_000) });
    expect(text().length).toBeLessThan(6_200);
  });

  it('below the level is not written; an unknown level is info', () => {
    for (const [level, count] of [
      ['debug', 4],
      ['info', 3],
      ['warn', 2],
      ['error', 1],
      ['loud', 3],
    ] as const) {
      rmSync(path, { force: true });
      const log = open({ level });
      for (const write of [log.debug, log.info, log.warn, log.error]) write('x', 'y');
      expect(text().trim().split('\n'), level).toHaveLength(count);
    }
  });
});

describe('a secret that is known', () => {
  it('never reaches the file, in any form of it, however deep it stands', () => {
    const secret = 'correct "horse" battery/staple';
    knownSecrets.learn(secret);
    const log = open();
    const forms = [
      secret,
      JSON.stringify({ a: secret }),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ];
    for (const form of forms) {
      const error = new AggregateError([new Error(form), { any: { [form]: form } }], form, {
        cause: new TypeError(form),
      });
      log.error('x', `said ${form}`, { form, list: [{ form }], error: Object.assign(error, { details: [form] }) });
    }
    const written = text();
    for (const form of [...forms, 'horse']) expect(written).not.toContain(form);
    expect(written).toContain('said [masked]');
    expect(written.split('\n').at(0)).toContain(' x: ');
  });
});

describe('the file', () => {
  it.runIf(isPosix)('is its owner’s alone, and so is its folder', () => {
    open().info('x', 'y');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'log')).mode & 0o777).toBe(0o700);
    chmodSync(path, 0o644);
    open().info('x', 'y');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is there only when there is something to say', () => {
    open({ level: 'error' }).info('x', 'y');
    expect(existsSync(path)).toBe(false);
  });

  it('becomes the newest of a few old ones when it is full', () => {
    const log = open({ limits: { maxBytes: 400, keptFiles: 2 } });
    for (let index = 0; index < 60; index++) log.info('x', `line ${String(index).padStart(3, '0')}`);
    expect(readdirSync(join(folder, 'log')).sort()).toEqual([
      'odin.1.log',
      'odin.2.log',
      ...(existsSync(path) ? ['odin.log'] : []),
    ]);
    for (const age of [1, 2]) expect(statSync(rotatedPath(path, age)).size).toBeLessThan(500);
    expect(readTail(path, 5).map((line) => line.slice(-3))).toEqual(['055', '056', '057', '058', '059']);
  });

  it('is read where it has as many lines as bytes allow', () => {
    mkdirSync(join(folder, 'log'));
    writeFileSync(path, 'x\n'.repeat(2_000_000));
    expect(readTail(path, 2)).toEqual(['x', 'x']);
  });

  it('goes on to be rotated after a process has ended in the middle of it', () => {
    mkdirSync(join(folder, 'log'));
    writeFileSync(`${path}.lock`, '');
    const log = open({ limits: { maxBytes: 10, keptFiles: 1 } });
    log.info('x', 'one');
    expect(existsSync(rotatedPath(path, 1))).toBe(false);
    utimesSync(`${path}.lock`, 0, 0);
    log.info('x', 'two');
    log.info('x', 'three');
    expect(text(1)).toMatch(/one\n.*two\n.*three\n$/);
  });

  it('is shared by processes that write and rotate at once: each line is there once, whole', async () => {
    const script = join(folder, 'script');
    writeFileSync(
      join(folder, 'entry.ts'),
      `import { openLog } from ${JSON.stringify(resolve(import.meta.dirname, 'log.ts'))};
       const [path, name] = process.argv.slice(2);
       const log = openLog({ path, program: name, limits: { maxBytes: 20_000, keptFiles: 60 } });
       for (let index = 0; index < 1500; index++) log.info('x', name + '-' + index + '.', { filler: '.'.repeat(index % 97) });`,
    );
    await build({
      configFile: false,
      logLevel: 'error',
      root: resolve(import.meta.dirname, '../..'),
      build: {
        ssr: join(folder, 'entry.ts'),
        outDir: script,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
      },
    });
    const writers = ['one', 'two', 'three'];
    const ends = writers.map((name) => promisify(execFile)(process.execPath, [join(script, 'main.mjs'), path, name]));
    for (const { stderr } of await Promise.all(ends)) expect(stderr).toBe('');
    const files = readdirSync(join(folder, 'log')).filter((name) => name.endsWith('.log'));
    const lines = files.flatMap((name) =>
      readFileSync(join(folder, 'log', name), 'utf8')
        .trimEnd()
        .split('\n'),
    );
    const told = lines.map((line) => / x: (\w+-\d+)\. \{"filler":"\.*"\}$/.exec(line)?.[1] ?? line).sort();
    const wanted = writers.flatMap((name) => Array.from({ length: 1500 }, (_, index) => `${name}-${index}`));
    expect(told).toEqual(wanted.sort());
    expect(files.length).toBeGreaterThan(10);
  });
});

describe('where it cannot be written', () => {
  it('says so once, goes on, and tells later how much is missing', () => {
    mkdirSync(join(folder, 'log'));
    mkdirSync(path);
    const log = open();
    for (let index = 0; index < 5; index++) log.error('x', 'lost');
    expect(complaints).toEqual([expect.stringContaining(`its log ${path} cannot be written (`)]);
    rmSync(path, { recursive: true });
    log.info('x', 'back');
    expect(text()).toMatch(/log: 5 lines before this could not be written\n.*x: back\n$/);
    expect(complaints).toHaveLength(1);
  });

  it('goes on with a file where its folder should be', () => {
    writeFileSync(join(folder, 'log'), '');
    open().info('x', 'y');
    expect(complaints).toHaveLength(1);
  });

  it.runIf(existsSync('/dev/full'))('goes on with a disk that is full', () => {
    const log = open({ path: '/dev/full' });
    log.info('x', 'y');
    log.info('x', 'y');
    expect(complaints).toEqual([expect.stringContaining('(ENOSPC)')]);
  });
});

describe('its tail', () => {
  it('is empty where there is no log', () => {
    expect(readTail(path, 10)).toEqual([]);
  });

  it('reaches into the file before, and trusts neither', () => {
    mkdirSync(join(folder, 'log'));
    writeFileSync(rotatedPath(path, 1), 'one\ntwo\n');
    writeFileSync(path, 'password=hunter2 \u001b[2J\n');
    expect(readTail(path, 2)).toEqual(['two', 'password=[masked] \\x1b[2J']);
  });
});
