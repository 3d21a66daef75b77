// The list of pictures against the README and the sources, and what is said of those that are older than what they show.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command.mjs';
import { PICTURES, picturesRemark, readManifest } from './manifest.mjs';

const names = Object.keys(readManifest());

it('lists the pictures that there are, and the README shows each of them', () => {
  const there = readdirSync(PICTURES).filter((name) => name.endsWith('.png'));
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/\(assets\/screenshots\/([^)]+)\)/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(there.sort()).toEqual(names);
  expect(shown.sort()).toEqual(names);
});

it.each(names)('%s shows sources that are there', (name) => {
  expect(Object.keys(readManifest()[name] ?? {}).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

const HASHES: Readonly<Record<string, string>> = { 'renderer/a': '1', 'renderer/b': '2', 'renderer/text/b.ts': '3' };
const digest = (path: string) => HASHES[path] ?? '';

it('names pictures with the sources that have another hash by now, and the command that draws them', () => {
  const pictures = { 'a.png': { 'renderer/a': '1' }, 'b.png': { 'renderer/b': '2', 'renderer/text/b.ts': 'older' } };
  expect(picturesRemark(pictures, digest)).toBe(
    'pictures: 1 of 2 of the README may be older than what they show; npm run pictures draws them\n  b.png: renderer/text/b.ts',
  );
});

it('says so when none is older', () => {
  expect(picturesRemark({ 'a.png': { 'renderer/a': '1' } }, digest)).toBe(
    'pictures: all 1 of the README show the pages as they are',
  );
});

it('says that a picture is older when what it shows has gone', () => {
  expect(picturesRemark({ 'a.png': { 'renderer/none': '1' } })).toContain('a.png: renderer/none');
});
