// The packages that a person downloads: their contents, their switches, and that they install and start.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'playwright/test';
import { readFuses } from '../../scripts/electron/fuses.mjs';
import { appVersion } from '../app/launch.ts';
import { asOrdinaryUser, startAsOrdinaryUser, whyNoSandbox } from './ordinary-user.ts';
import { filesInAsar, output, packageFile, unpackAppImage } from './packages.ts';

const INSTALLED = '/opt/ODIN Control Panel';
const EXECUTABLE = 'odin-control-panel';
const ALLOWED_IN_ARCHIVE = /^(dist\/(main|preload|renderer)\/|assets\/(stack|icons)\/|package\.json$|LICENSE$)/;
/** Files of the deb, and what `odin` is asked for each. */
const MADE_BY_ODIN: Readonly<Record<string, readonly string[]>> = {
  '/usr/share/man/man1/odin.1.gz': ['manual'],
  '/usr/share/bash-completion/completions/odin': ['completion', 'bash'],
  '/usr/share/fish/vendor_completions.d/odin.fish': ['completion', 'fish'],
  '/usr/share/zsh/vendor-completions/_odin': ['completion', 'zsh'],
};

test.describe.configure({ mode: 'serial' });

let folder: string;
let unpacked: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-packages-'));
  await chmod(folder, 0o755); // an ordinary user must get in
  unpacked = await unpackAppImage(folder);
  await chmod(unpacked, 0o755);
});

test.afterAll(async () => rm(folder, { recursive: true, force: true }));

test('the archive holds the built app, its assets and its licence, and nothing else', () => {
  const files = filesInAsar(join(unpacked, 'resources', 'app.asar'));
  expect(files).toEqual(
    expect.arrayContaining([
      'dist/main/main.js',
      'dist/main/cli.js',
      'dist/main/demo-worker.js',
      'dist/preload/preload.cjs',
    ]),
  );
  expect(files.filter((path) => !ALLOWED_IN_ARCHIVE.test(path))).toEqual([]);
  expect(files.filter((path) => /\.(map|svg|ts|tsx)$/.test(path))).toEqual([]);
});

test('the licences of what is bundled come along', async () => {
  const text = await readFile(join(unpacked, 'resources', 'third-party-licenses.txt'), 'utf8');
  for (const name of ['react-dom', '@mantine/core', 'zod', 'undici', '@kubernetes/client-node']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
});

test('the executable cannot be made another program, save as `odin`', () => {
  expect(readFuses(join(unpacked, EXECUTABLE))).toEqual({
    runAsNode: true,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('a changed archive is not started', () => {
  test.skip(process.platform === 'linux', 'Electron checks the archive on macOS and Windows only');
});

test('the unpacked AppImage starts as an ordinary user with its sandbox on', async () => {
  const obstacle = whyNoSandbox();
  test.skip(obstacle !== undefined, obstacle);
  const app = await startAsOrdinaryUser(join(unpacked, EXECUTABLE));
  try {
    await expect(app.page).toHaveTitle('ODIN Control Panel');
    expect(app.sandboxedRenderers()).toContain(true);
    expect(app.sandboxedRenderers()).not.toContain(false);
  } finally {
    await app.close();
  }
});

test('the AppImage brings `odin` along', async () => {
  const odin = join(unpacked, 'resources', 'bin', 'odin');
  expect(await output(...asOrdinaryUser(odin, ['--version']))).toContain(await appVersion());
});

test('the deb and the rpm hold the same files, but for where zsh looks', async () => {
  const deb = await debFiles();
  expect(deb).toContain(`${INSTALLED}/resources/app.asar`);
  expect(deb).toContain('/usr/bin/odin');
  expect(deb).toContain('/usr/share/applications/odin-control-panel.desktop');
  expect(deb).toEqual(expect.arrayContaining(Object.keys(MADE_BY_ODIN)));
  const inRpm = (path: string) => path.replace('/zsh/vendor-completions/', '/zsh/site-functions/');
  expect(await rpmFiles()).toEqual(deb.map(inRpm).sort());
});

test('the manual page and the completions in the deb are what its `odin` writes', async () => {
  const odin = join(unpacked, 'resources', 'bin', 'odin');
  const root = join(folder, 'deb');
  await output('dpkg-deb', ['--extract', packageFile('.deb'), root]);
  for (const [path, args] of Object.entries(MADE_BY_ODIN)) {
    const packed = await readFile(join(root, path));
    const text = path.endsWith('.gz') ? gunzipSync(packed) : packed;
    expect(text.toString('utf8'), path).toBe(await output(...asOrdinaryUser(odin, args)));
  }
});

test('the installed deb starts as an ordinary user, brings `odin`, and leaves nothing when it is removed', async () => {
  test.skip(process.getuid?.() !== 0, 'only root can install a deb');
  // apt-get in place of a bare dpkg -i, so that a fresh machine gets the dependencies too.
  await output('apt-get', ['install', '-y', '-qq', packageFile('.deb')]);
  try {
    expect(await output(...asOrdinaryUser('/usr/bin/odin', ['--version']))).toContain(await appVersion());
    await output('desktop-file-validate', ['/usr/share/applications/odin-control-panel.desktop']);
    if (whyNoSandbox() === undefined) {
      const app = await startAsOrdinaryUser(`/usr/bin/${EXECUTABLE}`);
      await expect(app.page)
        .toHaveTitle('ODIN Control Panel')
        .finally(() => app.close());
    }
  } finally {
    await output('dpkg', ['--purge', 'odin-control-panel']);
  }
  const left = await output('sh', [
    '-c',
    `ls -d "${INSTALLED}" /usr/bin/odin /usr/bin/${EXECUTABLE} ${Object.keys(MADE_BY_ODIN).join(' ')} 2>/dev/null || true`,
  ]);
  expect(left).toBe('');
});

async function debFiles(): Promise<string[]> {
  const lines = (await output('dpkg-deb', ['--contents', packageFile('.deb')])).trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('d'))
    .map((line) => line.replace(/^.*? \.\//, '/'))
    .sort();
}

async function rpmFiles(): Promise<string[]> {
  const lines = await output('rpm', [
    '-qp',
    '--queryformat',
    '[%{FILEMODES:perms} %{FILENAMES}\n]',
    packageFile('.rpm'),
  ]);
  return lines
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('d'))
    .map((line) => line.slice(line.indexOf(' ') + 1))
    .sort();
}
