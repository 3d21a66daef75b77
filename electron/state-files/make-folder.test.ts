import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JsonFile } from './json-file.ts';
import { makeFolder } from './make-folder.ts';
import { claimFile, replaceFileOnce } from './replace-file.ts';

/** A person of this machine, by number: nobody of that name has to be there. */
const PERSON = 12_345;
const GROUP = 54_321;
const isRoot = process.geteuid?.() === 0;

const notLost = (error: unknown) => expect.unreachable(String(error));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-make-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a folder of ODIN', () => {
  it('is made with those above it, for its owner alone', () => {
    const path = join(folder, 'a', 'b', 'c');
    makeFolder(path);
    makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
  });

  it.each([
    // Node tells by itself that a file is no folder, and since Node 24 says of what would be in it that it is not there.
    ['a file', () => writeFileSync(join(folder, 'a'), ''), /^(?:ENOTDIR|EEXIST)$/],
    ['a link to nowhere', () => symlinkSync(join(folder, 'nowhere'), join(folder, 'a')), /^EEXIST$/],
    ['a link to itself', () => symlinkSync('a', join(folder, 'a')), /^ELOOP$/],
  ])('is refused where %s has the name of one above it', (_what, make, code) => {
    make();
    expect(() => makeFolder(join(folder, 'a', 'b'))).toThrow(
      expect.objectContaining({ code: expect.stringMatching(code) }),
    );
  });

  // Node's recursive mkdir goes round and round there for ever.
  it.skipIf(!existsSync('/proc/self'))('is refused where there is a folder and nothing can be made in it', () => {
    expect(() => makeFolder('/proc/self/odin/log')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

// Only root can leave somebody a file of root's: skipped for anybody else.
describe.skipIf(!isRoot)('what root makes in the home of a person', () => {
  const owners = (path: string): readonly string[] => {
    const { uid, gid } = statSync(path);
    const below = statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => owners(join(path, name))) : [];
    return [`${uid}:${gid}`, ...below];
  };
  const makeAll = (home: string) => {
    const state = join(home, '.local', 'state', 'odin');
    new JsonFile(join(state, 'ports.json'), z.record(z.string(), z.number()), {}, notLost).set({ a: 1 });
    replaceFileOnce(join(state, 'demo', 'kubeconfig'), 'x');
    claimFile(join(state, 'demo', 'endpoint.json'), 'x');
  };

  it('belongs to that person', () => {
    chownSync(folder, PERSON, GROUP);
    makeAll(folder);
    const all = owners(folder);
    expect(all).toHaveLength(8);
    expect(new Set(all)).toEqual(new Set([`${PERSON}:${GROUP}`]));
  });

  it("is root's own in root's own home", () => {
    makeAll(folder);
    expect(new Set(owners(folder))).toEqual(new Set(['0:0']));
  });

  it('takes the place of what an older one left there', () => {
    chownSync(folder, PERSON, GROUP);
    mkdirSync(join(folder, 'demo'));
    writeFileSync(join(folder, 'ports.json'), '{}', { mode: 0o600 });
    new JsonFile(join(folder, 'ports.json'), z.unknown(), {}, notLost).set({});
    expect(statSync(join(folder, 'ports.json')).uid).toBe(PERSON);
  });
});
