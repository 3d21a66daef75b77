import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstLoadProblem } from './first-load.mjs';

function page(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'odin-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<script type="module" crossorigin src="/assets/index.js"></script>');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'assets', name), content);
  return folder;
}

// Random, so that gzip cannot make it smaller than three quarters.
const heavy = `/*${randomBytes(400_000).toString('base64')}*/`;

it('counts what is imported statically, at any depth', () => {
  const folder = page({ 'index.js': 'import{a}from"./a.js";', 'a.js': "import './b.js'", 'b.js': heavy });
  expect(firstLoadProblem(folder)).toMatch(/kB gzip in assets\/index.js, assets\/a.js, assets\/b.js/);
});

it('leaves out what is loaded on demand', () => {
  expect(firstLoadProblem(page({ 'index.js': 'const p=()=>import("./b.js")', 'b.js': heavy }))).toBeUndefined();
});
