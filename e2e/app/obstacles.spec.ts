// Obstacles at the start and while it runs: folders that cannot be written, files of the app that are gone. The window comes,
// and says in a sentence what is wrong and what to do.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { commonText } from '../../renderer/text/common.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { test } from './fixture.ts';
import { PROJECT } from './launch.ts';
import { answerQuestions } from './native-question.ts';
import { callFrom } from './person.ts';

const isPosix = process.platform !== 'win32';
const homes: string[] = [];
const makeHome = () => {
  const home = mkdtempSync(join(tmpdir(), 'odin-obstacle-home-'));
  homes.push(home);
  return home;
};
const mounts: string[] = [];
test.afterEach(() => {
  // The app still has files open there.
  for (const mount of mounts.splice(0)) execFileSync('umount', ['--lazy', mount]);
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** A file system of its own at this folder. */
function mount(folder: string, options: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    test.skip(true, `nothing can be mounted here: ${error}`);
  }
  mounts.push(folder);
}

const stateOf = (home: string) => join(home, '.local', 'state', 'odin');
const pipe = (path: string) => {
  mkdirSync(join(path, '..'), { recursive: true });
  execFileSync('mkfifo', [path]);
};

/** What is in the way, and what the window says of it; nothing where it may be passed over. */
const OBSTACLES: Readonly<Record<string, readonly [make: (home: string) => void, says: RegExp | undefined]>> = {
  'a home on a read-only disk': [(home) => mount(home, 'size=64k,ro'), /\(EROFS\).*mount it for writing/],
  'a file in the place of .config': [
    (home) => writeFileSync(join(home, '.config'), ''),
    /\.config\/ODIN Control Panel \(ENOTDIR\): theme, window and chosen cluster are forgotten.*move it away/,
  ],
  'a folder in the place of Chromium’s lock': [
    (home) => mkdirSync(join(home, 'user-data', 'SingletonLock'), { recursive: true }),
    /user-data \(EISDIR\)/,
  ],
  'the lock of an app that was killed': [
    (home) => {
      mkdirSync(join(home, 'user-data'));
      symlinkSync('another-machine-4711', join(home, 'user-data', 'SingletonLock'));
    },
    undefined,
  ],
  'a pipe in the place of the settings': [(home) => pipe(join(home, 'user-data', 'settings.json')), undefined],
  'a pipe in the place of the log': [
    (home) => pipe(join(stateOf(home), 'log', 'odin.log')),
    /\.local\/state\/odin \(ENXIO\): its log .* A pipe is in the place of a file/,
  ],
  'a file in the place of the state folder': [
    (home) => {
      mkdirSync(join(stateOf(home), '..'), { recursive: true });
      writeFileSync(stateOf(home), '');
    },
    /\.local\/state\/odin \((ENOTDIR|EEXIST)\)/,
  ],
};

for (const [name, [make, says]] of Object.entries(OBSTACLES)) {
  test(`${name}: the window comes and can be used`, async ({ launch }) => {
    test.skip(!isPosix, 'pipes, links and mounts as Linux has them');
    test.skip(name.includes('disk') && process.getuid?.() !== 0, 'only root mounts');
    const home = makeHome();
    make(home);
    // Where Electron puts it by itself, for one.
    const { page } = await launch({ home, args: name.includes('.config') ? ['--user-data-dir='] : [] });
    await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
    if (says !== undefined) await expect(page.getByText(says)).toBeVisible();
    await callFrom(page, 'app.setTheme', { theme: 'dark' });
    expect(await callFrom(page, 'app.info', undefined)).toMatchObject({ theme: 'dark' });
  });
}

test('a disk that runs full is said, and the app goes on', async ({ launch }) => {
  test.skip(!isPosix || process.getuid?.() !== 0, 'only root mounts');
  const home = makeHome();
  mount(home, 'size=8m');
  const { page } = await launch({ home });
  await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  expect(() => writeFileSync(join(home, 'fill'), Buffer.alloc(2 ** 24))).toThrow(/ENOSPC/);
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await expect(page.getByText(/cannot (write|be used).*ENOSPC|ENOSPC\).*(forget|used)/).first()).toBeVisible();
  rmSync(join(home, 'fill'));
  await page
    .getByRole('button', { name: commonText.retry })
    .or(page.getByRole('button', { name: welcomeText.demoStart }))
    .first()
    .click();
  await expect(page.getByText(shellText.header.demo, { exact: true })).toBeVisible();
});

test('no file can be opened for a while: it is said, and afterwards all goes on', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'the limit of a running process is moved by prlimit');
  const launched = await launch();
  const { page, app } = launched;
  const pid = app.process().pid ?? 0;
  const limit = (count: number | string) => execFileSync('prlimit', ['--pid', `${pid}`, `--nofile=${count}:`]);
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  const state = async () => (await callFrom(page, 'clusters.status', undefined)).state;
  await expect.poll(state).toBe('connected');
  const before = execFileSync('prlimit', ['--pid', `${pid}`, '--nofile', '--noheadings', '--output', 'SOFT'], {
    encoding: 'utf8',
  }).trim();
  // Below what it has open already: nothing more can be.
  limit(16);
  await app.evaluate(async () => {
    const { connect } = process.getBuiltinModule('node:net');
    const { readFileSync: read } = process.getBuiltinModule('node:fs');
    // As from any part of the app: a socket, a file, a watch that nobody catches.
    connect(1, '127.0.0.1');
    setTimeout(() => read('/proc/self/status'));
    setTimeout(() => void process.getBuiltinModule('node:fs/promises').readFile('/proc/self/status'));
  });
  await expect(page.getByText(/Something in ODIN failed and was given up: .*EMFILE/).first()).toBeVisible();
  await callFrom(page, 'app.setTheme', { theme: 'dark' });
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await expect.poll(state).toBe('unreachable');
  await expect(
    page.getByText(/\(EMFILE\): too many files are open: end some programs, then try again\./).first(),
  ).toBeVisible();
  limit(before);
  await page.getByRole('button', { name: commonText.retry }).click();
  await expect.poll(state).toBe('connected');
});

test('the state folder goes away while the app runs: it goes on, and is kept anew', async ({ launch }) => {
  const home = makeHome();
  const { page } = await launch({ home });
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  const state = async () => (await callFrom(page, 'clusters.status', undefined)).state;
  await expect.poll(state).toBe('connected');
  rmSync(stateOf(home), { recursive: true, force: true });
  await callFrom(page, 'app.reportError', { where: 'page', message: 'planted after it', stack: '' });
  await expect.poll(() => readdirSync(join(stateOf(home), 'log'))).toContain('odin.log');
  await page.reload();
  await expect.poll(state).toBe('connected');
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await expect.poll(state).toBe('connected');
});

const MISSING: Readonly<Record<string, readonly [folder: string, pattern: RegExp, says: string]>> = {
  'the page': ['renderer', /^index\.html$/, 'The page of the window is missing from this installation.'],
  'its preload script': ['preload', /^preload\.cjs$/, 'A file of the app cannot be read, or is damaged.'],
  'its first script': ['renderer/assets', /^index-.*\.js$/, 'The page of the window stays empty.'],
};

for (const [name, [folder, pattern, says]] of Object.entries(MISSING)) {
  test(`${name} is gone: a native question, and it comes when it is there again`, async ({ launch }) => {
    const appDir = makeHome();
    for (const part of ['package.json', 'dist', 'assets'])
      cpSync(join(PROJECT, part), join(appDir, part), { recursive: true });
    const launched = await launch({ appDir });
    const { app, page } = launched;
    await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
    const asked = await answerQuestions(launched);
    const inDist = join(appDir, 'dist', folder);
    const files = readdirSync(inDist).filter((file) => pattern.test(file));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) rmSync(join(inDist, file));
    await app.evaluate(({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // What Chromium has compiled before would do without the file.
      void session.defaultSession.clearCodeCaches({}).then(() => contents?.reloadIgnoringCache());
    });
    await expect
      .poll(asked, { timeout: 40_000 })
      .toEqual([expect.objectContaining({ message: says, detail: expect.stringContaining('install the app again') })]);
    for (const file of files) cpSync(join(PROJECT, 'dist', folder, file), join(inDist, file));
    await app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
    await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
    expect(await asked()).toHaveLength(1);
  });
}
