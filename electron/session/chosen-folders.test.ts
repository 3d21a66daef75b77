import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openChosenFolders } from './chosen-folders.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'odin-folders-'));

it('knows what was chosen, also after a restart, and nothing beside, above or below it', () => {
  const state = folder();
  openChosenFolders(state).add('/srv/manifests');
  const { has } = openChosenFolders(state);
  expect(has('/srv/manifests')).toBe(true);
  for (const other of ['/srv', '/srv/manifests/', '/srv/manifests/..', '/srv/manifests/more', '/srv/./manifests', ''])
    expect(has(other)).toBe(false);
});

it('forgets the oldest of more than a hundred', () => {
  const folders = openChosenFolders(folder());
  for (let n = 0; n <= 100; n++) folders.add(`/srv/${n}`);
  expect([folders.has('/srv/0'), folders.has('/srv/1'), folders.has('/srv/100')]).toEqual([false, true, true]);
});

it('knows none where the file is damaged', () => {
  const state = folder();
  writeFileSync(join(state, 'folders.json'), '{"has": true}');
  expect(openChosenFolders(state).has('has')).toBe(false);
});
