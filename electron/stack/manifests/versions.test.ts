import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listVersions } from './versions.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'odin-versions-'));
});
afterEach(() => rm(directory, { recursive: true }));

it('lists versions by number, newest first, and nothing else', async () => {
  for (const name of ['1.9.0', '1.10.0', '1.2.30', 'notes', '2.0']) await mkdir(join(directory, name));
  await writeFile(join(directory, '9.9.9'), 'a file');
  expect(await listVersions(directory)).toEqual(['1.10.0', '1.9.0', '1.2.30']);
});

it('says that the installation is broken when there is none', async () => {
  await expect(listVersions(directory)).rejects.toMatchObject({ code: 'internal' });
  await expect(listVersions(join(directory, 'missing'))).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('install ODIN Control Panel again'),
  });
});
