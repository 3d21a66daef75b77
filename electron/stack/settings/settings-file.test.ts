import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSettingsFile } from './settings-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-settings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string) {
  const path = join(folder, 'my.yaml');
  await writeFile(path, text);
  return readSettingsFile(path);
}

it('reads YAML and JSON', async () => {
  const expected = { version: 1, resources: 'small' };
  expect((await read('version: 1 # of the form\nresources: small\n')).supplied).toEqual(expected);
  expect((await read(JSON.stringify(expected))).supplied).toEqual(expected);
});

it('takes a directory from beside itself', async () => {
  const extraManifests = join(folder, 'more');
  expect(await read('version: 1\nextraManifests: ./more')).toMatchObject({
    supplied: { extraManifests },
    settings: { extraManifests },
  });
  expect((await read('version: 1\nextraManifests: /srv/more')).supplied).toMatchObject({ extraManifests: '/srv/more' });
});

it('says what is wrong with a file', async () => {
  await expect(read('a: [')).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/my\.yaml is not readable as YAML: .* line 1/),
  });
  await expect(read('')).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/my\.yaml: it holds no settings/),
  });
  await expect(readSettingsFile(join(folder, 'none.yaml'))).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/none\.yaml cannot be read \(ENOENT\): name a file of settings\.$/),
  });
});
