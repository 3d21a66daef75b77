import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { JsonFile } from './json-file.ts';
import { KeptText } from './kept-text.ts';
import { replaceFile } from './replace-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const failure = (code: string) => Object.assign(new Error(code), { code });

const notLost = (error: unknown) => expect.unreachable(String(error));

/** A rename that another program is in the way of for so many attempts. */
function blocked(code: string, times: number) {
  let left = times;
  return (from: string, to: string) => {
    if (left-- > 0) throw failure(code);
    renameSync(from, to);
  };
}

describe('a kept text', () => {
  it('is in the file as soon as it is written', () => {
    const path = join(folder, 'new', 'kept');
    new KeptText(path, notLost).write('one');
    expect(readFileSync(path, 'utf8')).toBe('one');
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])('waits for who has the file open (%s), and keeps the newest', async (code) => {
    const path = join(folder, 'kept');
    const kept = new KeptText(path, notLost, blocked(code, 3));
    for (const text of ['one', 'two', 'three']) kept.write(text);
    await expect.poll(() => readdirSync(folder)).toEqual(['kept']);
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('three');
  });

  it.each(['ENOSPC', 'EROFS', 'EDQUOT', 'EIO'])(
    'says %s once, leaves nothing behind, and is written when it can be',
    (code) => {
      const path = join(folder, 'kept');
      writeFileSync(path, 'old');
      const lost: unknown[] = [];
      const kept = new KeptText(path, (error) => lost.push(error), blocked(code, 2));
      kept.write('one');
      kept.write('two');
      expect([lost, readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([[failure(code)], ['kept'], 'old']);
      kept.write('three');
      expect(readFileSync(path, 'utf8')).toBe('three');
    },
  );

  it('writes at the end what was still waiting', () => {
    const path = join(folder, 'kept');
    const kept = new KeptText(path, notLost, blocked('EPERM', 1));
    kept.write('one');
    kept.flush();
    expect(readFileSync(path, 'utf8')).toBe('one');
  });

  it.each([
    ['a folder in the place of the file', () => mkdirSync(join(folder, 'place', 'settings.json'), { recursive: true })],
    ['a file in the place of the folder', () => writeFileSync(join(folder, 'place'), '')],
  ])('only remembers its value beside %s', (_, make) => {
    make();
    const lost: unknown[] = [];
    const file = new JsonFile(join(folder, 'place', 'settings.json'), z.number(), 1, (error) => lost.push(error));
    file.set(2);
    file.set(3);
    expect([file.value, lost.length]).toEqual([3, 1]);
  });
});

it('gives up after two seconds, with what the file system said', async () => {
  const path = join(folder, 'kept');
  await expect(replaceFile(path, 'one', blocked('EBUSY', 1_000))).rejects.toMatchObject({ code: 'EBUSY' });
  expect(readdirSync(folder)).toEqual([]);
});
