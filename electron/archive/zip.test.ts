// The archive, read back by a reader that was written for archives of others, and judged by Info-ZIP where it is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unzip } from '../../scripts/electron/unzip.mjs';
import { zipOf } from './zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-zip-'));
const archive = join(folder, 'it.zip');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entries = [
  { name: 'diagnostics.txt', text: 'ODIN\n' },
  { name: 'empty.txt', text: '' },
  { name: 'größe/日本.txt', text: 'ß…🚒\n'.repeat(50_000) },
];
const at = new Date(2026, 10, 30, 21, 42, 58);
writeFileSync(archive, zipOf(entries, at));

it('gives each file back', () => {
  unzip(archive, join(folder, 'out'), (name) => name);
  for (const { name, text } of entries) expect(readFileSync(join(folder, 'out', name), 'utf8')).toBe(text);
});

it.skipIf(spawnSync('unzip', ['-v'], { stdio: 'ignore' }).error !== undefined)(
  'is whole to unzip, with its time, and open to its owner alone',
  () => {
    expect(execFileSync('unzip', ['-t', archive], { encoding: 'utf8' })).toContain('No errors detected');
    const list = execFileSync('unzip', ['-Z', '-l', '-T', archive], { encoding: 'utf8' });
    expect(list).toMatch(/-rw------- .* 20261130\.214258 diagnostics\.txt/);
  },
);

it('is an archive without a file', () => {
  const none = zipOf([], at);
  expect(none).toHaveLength(22);
  expect(none.readUInt32LE(0)).toBe(0x06054b50);
});
