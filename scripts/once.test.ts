import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lock, once } from './once.mjs';

const folder = () => join(mkdtempSync(join(tmpdir(), 'odin-once-')), 'made');

it('makes a folder once for all who want it at the same time, and leaves nothing beside it', async () => {
  const target = folder();
  let count = 0;
  const make = (work: string) => {
    count += 1;
    writeFileSync(join(work, 'file'), 'content');
  };
  const paths = await Promise.all([once(target, make), once(target, make), once(target, make)]);
  expect(paths).toEqual([target, target, target]);
  expect(count).toBe(1);
  expect(readFileSync(join(target, 'file'), 'utf8')).toBe('content');
  expect(readdirSync(join(target, '..'))).toEqual(['made']);
});

it('leaves nothing when making it fails, so that the next try starts anew', async () => {
  const target = folder();
  const failing = once(target, (work) => {
    mkdirSync(join(work, 'half'));
    throw new Error('no network');
  });
  await expect(failing).rejects.toThrow('no network');
  expect(readdirSync(join(target, '..'))).toEqual([]);
  await once(target, () => {});
  expect(existsSync(target)).toBe(true);
});

it('takes over a lock whose owner has ended', async () => {
  const file = `${folder()}.lock`;
  writeFileSync(file, '999999999');
  const release = await lock(file);
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  release();
  expect(existsSync(file)).toBe(false);
});
