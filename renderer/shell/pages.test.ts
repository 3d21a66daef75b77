import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KEYS } from '../keys.ts';
import { PAGES } from './pages.ts';

it('each folder of renderer/pages has its row', () => {
  const folders = readdirSync(join(import.meta.dirname, '../pages'));
  expect(PAGES.map(({ name }) => name).sort()).toEqual(folders.sort());
});

it('no two pages have one title, and no two things one key', () => {
  const titles = PAGES.map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
  const keys = [...PAGES.map(({ shortcut }) => shortcut), ...Object.values(KEYS.withCommand)];
  expect(keys).toEqual([...new Set(keys)]);
});
