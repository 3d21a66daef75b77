import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReleaseNotes } from './release-notes.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

it.each(await listVersions(assetsDir))('%s of the stack has notes', async (version) => {
  const { summary, changes } = await readReleaseNotes(assetsDir, version);
  expect(summary).toMatch(/\.$/);
  expect(changes.length).toBeGreaterThan(0);
  for (const change of changes) expect(change.split('`').length % 2).toBe(1);
});

describe('notes', () => {
  let folder = '';
  const write = async (text: string) => {
    await mkdir(join(folder, '2.0.0'), { recursive: true });
    await writeFile(join(folder, '2.0.0', 'RELEASE-NOTES.md'), text);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'odin-notes-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are a summary and a list', async () => {
    await write('# 2.0.0\n\nMore.\n\n- One `thing`.\n- Another.\n');
    expect(await readReleaseNotes(folder, '2.0.0')).toEqual({
      version: '2.0.0',
      summary: 'More.',
      changes: ['One `thing`.', 'Another.'],
    });
  });

  it.each([
    ['of another version', '# 1.0.0\n\nMore.\n\n- One.\n'],
    ['of another form', '# 2.0.0\n\n## More\n'],
  ])('%s are refused', async (_what, text) => {
    await write(text);
    await expect(readReleaseNotes(folder, '2.0.0')).rejects.toMatchObject({ code: 'internal' });
  });

  it('of a version that is not there are bad input', async () => {
    await expect(readReleaseNotes(folder, '../../etc')).rejects.toMatchObject({ code: 'badInput' });
  });
});
