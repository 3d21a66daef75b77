import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cautionsOf, modeOf } from './cautions.ts';

const INSECURE = { 'insecure-skip-tls-verify': true };

it.each([
  [{ server: 'https://kube.corp:6443' }, 0o100600, []],
  [{ server: 'https://kube.corp:6443', ...INSECURE }, 0o100600, ['unverified']],
  [{ server: 'https://127.0.0.1:6443', ...INSECURE }, 0o100600, ['unverified']],
  [{ server: 'http://kube.corp:8001' }, 0o100600, ['unencrypted']],
  [{ server: 'http://kube.corp:8001', ...INSECURE }, 0o100600, ['unencrypted']],
  [{ server: 'http://10.0.0.2' }, 0o100600, ['unencrypted']],
  [{ server: 'http://[fd00::1]:8001' }, 0o100600, ['unencrypted']],
  [{ server: 'http://localhost.corp' }, 0o100600, ['unencrypted']],
  [{ server: 'http://127.0.0.1:8001', ...INSECURE }, 0o100600, []],
  [{ server: 'http://127.9.9.9:8001' }, 0o100600, []],
  [{ server: 'http://localhost:8001' }, 0o100600, []],
  [{ server: 'http://[::1]:8001' }, 0o100600, []],
  [{ server: 'nonsense' }, 0o100600, []],
  [{ server: 'https://kube.corp' }, 0o100644, ['readable']],
  [{ server: 'https://kube.corp' }, 0o100604, ['readable']],
  [{ server: 'https://kube.corp' }, 0o100640, []],
  [{ server: 'https://kube.corp' }, 0o100666, ['writable']],
  [{ server: 'https://kube.corp' }, 0o100602, ['writable']],
  [{ server: 'https://kube.corp' }, undefined, []],
  [{ server: 'http://kube.corp' }, 0o100777, ['unencrypted', 'writable']],
])('%j in a file of mode %o: %j', (cluster, mode, kinds) => {
  const cautions = cautionsOf(cluster, '/home/me/.kube/config', mode);
  expect(cautions.map(({ kind }) => kind)).toEqual(kinds);
  for (const { sentence } of cautions)
    expect(sentence).toMatch(/\.corp|10\.0\.0\.2|fd00::1|127\.0\.0\.1|\.kube\/config/);
});

it('does not repeat a password of the address', () => {
  const [caution] = cautionsOf({ server: 'http://me:s3cret@kube.corp' }, 'config', 0o600);
  expect(caution?.sentence).toMatch(/^kube\.corp is asked(?!.*s3cret)/);
});

it('reads a mode where there is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'odin-cautions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config');
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  expect((modeOf(file, 'linux') ?? 0) & 0o777).toBe(0o644);
  expect(modeOf(file, 'win32')).toBeUndefined();
  expect(modeOf(join(folder, 'nowhere'), 'linux')).toBeUndefined();
});
