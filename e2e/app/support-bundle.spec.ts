// The support bundle of `odin diagnostics --file`: shown before it is written, whole, without secrets, never over another file.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { unzip } from '../../scripts/electron/unzip.mjs';
import { odin } from './odin.ts';

const NAMES = ['diagnostics.txt', 'doctor.json', 'events.json', 'odin.log'];

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-bundle-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('a bundle of the demo cluster is shown, written once, and holds no secret of the log', async () => {
  const file = join(folder, 'odin.zip');
  const state = join(folder, 'state');
  mkdirSync(join(state, 'log'), { recursive: true });
  writeFileSync(join(state, 'log', 'odin.log'), 'GF_SECURITY_ADMIN_PASSWORD=hunter2-of-old\n');
  const bundle = (...more: string[]) =>
    odin(['--demo', 'diagnostics', '--file', file, ...more], { ODIN_STATE_DIR: state });

  const shown = await bundle('--dry-run');
  expect(shown.code).toBe(0);
  for (const name of NAMES) expect(shown.stdout).toContain(name);
  expect(existsSync(file)).toBe(false);

  const written = await bundle('--json');
  expect(written.code).toBe(0);
  const { contents } = JSON.parse(written.stdout) as { contents: { name: string }[] };
  expect(contents.map(({ name }) => name).sort()).toEqual(NAMES);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  const out = join(folder, 'out');
  unzip(file, out, (name) => name);
  expect(readdirSync(out).sort()).toEqual(NAMES);
  expect(readFileSync(join(out, 'odin.log'), 'utf8')).toContain('GF_SECURITY_ADMIN_PASSWORD=[masked]');
  for (const name of NAMES) expect(readFileSync(join(out, name), 'utf8'), name).not.toContain('hunter2-of-old');

  const before = readFileSync(file);
  const again = await bundle();
  expect(again.code).toBe(2);
  expect(again.stderr).toContain(`There is a file at ${file} already: name another one.`);
  expect(readFileSync(file).equals(before)).toBe(true);
});
