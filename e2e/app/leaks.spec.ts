// Secrets come in by every door there is, and servers, plugins and proxies repeat them: none of them is found in what
// `odin` and the window print, log, keep, start or write into a cluster.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'playwright/test';
import { Canaries, watchArguments } from './canaries.ts';
import { test } from './fixture.ts';
import { PROJECT } from './launch.ts';
import { odin } from './odin.ts';
import { callFrom } from './person.ts';
import { plantKubeconfig } from './planted-logins.ts';
import { allWords, eavesdrop } from './secrets.ts';

const LANES = 4;
const folder = mkdtempSync(join(tmpdir(), 'odin-leaks-'));
const servers: Server[] = [];
test.afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const VERBS: readonly (readonly string[])[] = [
  ['status'],
  ['alerts'],
  ['contexts'],
  ['plan', '--diff'],
  ['diff'],
  ['install', '--yes'],
  ['upgrade', '--yes', '--diff'],
  ['rollback', '--yes'],
  ['history'],
  ['list'],
  ['drift'],
  ['drift', '--keep', '--yes'],
  ['recover', '--yes'],
  ['uninstall', '--yes'],
  ['settings'],
  ['forward', 'grafana'],
  ['query', 'up'],
  ['password'],
  ['diagnostics'],
];

/** Every file below a folder: its text by its path, and whether others may read it. */
function filesBelow(
  home: string,
): readonly { readonly path: string; readonly text: string; readonly isOpen: boolean }[] {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.flatMap(({ parentPath, name }) => {
    const path = join(parentPath, name);
    try {
      return [
        { path: relative(home, path), text: readFileSync(path, 'latin1'), isOpen: (statSync(path).mode & 0o077) !== 0 },
      ];
    } catch {
      return []; // Chromium's own, which it has removed
    }
  });
}

test('whatever a server, a plugin or a proxy repeats, no command and no log tells it', async () => {
  test.setTimeout(300_000);
  const surroundings = new Canaries();
  const { kubeconfig, all, server } = await plantKubeconfig(surroundings, folder);
  servers.push(server);
  const home = join(folder, 'home');
  mkdirSync(home);
  const environment = {
    HOME: home,
    KUBECONFIG: kubeconfig,
    ODIN_LOG_LEVEL: 'debug',
    ODIN_DEBUG: '1',
    GRAFANA_TOKEN: surroundings.plant('variable of the environment'),
    HTTPS_PROXY: `http://freya:${encodeURIComponent(surroundings.plant('password of the environment’s proxy'))}@127.0.0.1:1`,
  };
  const watched = watchArguments();
  const runs = all.flatMap((login, at) =>
    // Each login with some of the verbs, one of them with all.
    VERBS.filter((_, index) => at === 0 || index % all.length === at || index === 0).flatMap((verb) =>
      (at === 0 ? [[], ['--json']] : [[]]).map((options) => ({ login, words: [...options, ...verb] })),
    ),
  );
  const masked = new Set<string>();
  const lane = async () => {
    for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
      const { login, words } = run;
      const { stdout, stderr } = await odin(['--context', login.name, ...words], environment);
      const found = [login.secrets, surroundings].flatMap((canaries) => canaries.in(`${stdout}\n${stderr}`));
      expect.soft(found, `${login.name}: odin ${words.join(' ')}`).toEqual([]);
      if (`${stdout}${stderr}`.includes('[masked]')) masked.add(login.name);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const everything = [...all.map(({ secrets }) => secrets), surroundings];
  const places = [{ path: 'arguments of processes', text: watched.stop(), isOpen: false }, ...filesBelow(home)];
  expect(places.map(({ path }) => path).join()).toContain('odin.log');
  for (const { path, text, isOpen } of places) {
    expect
      .soft(
        everything.flatMap((canaries) => canaries.in(text)),
        path,
      )
      .toEqual([]);
    expect.soft(isOpen, `others may read ${path}`).toBe(false);
  }
  // What was repeated was told, without the secrets in it.
  for (const name of ['token', 'file', 'password', 'failing']) expect([...masked]).toContain(name);
});

test('nor does the window: its page, its events, its files, what it prints', async ({ launch }) => {
  const surroundings = new Canaries();
  const { kubeconfig, all, server } = await plantKubeconfig(surroundings, folder);
  servers.push(server);
  const launched = await launch({
    kubeconfig,
    env: { ODIN_LOG_LEVEL: 'debug', GRAFANA_TOKEN: surroundings.plant('variable of the environment') },
  });
  const { page, home } = launched;
  const heard = await eavesdrop(page);
  const texts: string[] = [];
  const asked = ['token', 'password', 'plugin', 'failing', 'proxy'];
  for (const login of all.filter(({ name }) => asked.includes(name))) {
    await callFrom(page, 'clusters.select', { id: `${kubeconfig}#${login.name}` });
    await expect
      .poll(async () => JSON.stringify(await callFrom(page, 'clusters.status', undefined)))
      .toMatch(/"state":"(unreachable|connected)"/);
    texts.push(JSON.stringify([await allWords(page), await page.locator('body').innerText()]));
    expect
      .soft(
        [login.secrets, surroundings].flatMap((one) => one.in(texts.at(-1) ?? '')),
        `the page: ${login.name}`,
      )
      .toEqual([]);
  }
  const places = [
    { path: 'page and answers', text: texts.join('\n') },
    { path: 'events', text: JSON.stringify(await heard()) },
    { path: 'output', text: launched.log() },
    ...filesBelow(home),
  ];
  expect(texts.join()).toContain('[masked]');
  const everything = [...all.map(({ secrets }) => secrets), surroundings];
  for (const { path, text } of places)
    expect
      .soft(
        everything.flatMap((canaries) => canaries.in(text)),
        path,
      )
      .toEqual([]);
});

test('nor does a build: no key, and no folder of the machine that made it', () => {
  const dist = join(PROJECT, 'dist');
  const files = filesBelow(dist).filter(({ path }) => !path.startsWith('dev/'));
  expect(files.length).toBeGreaterThan(10);
  for (const { path, text } of files) {
    // Words of code that looks for keys are none.
    expect.soft(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\\rn\s]+[\w+/=]{40}/.test(text), `a key in ${path}`).toBe(false);
    expect.soft(text.includes(PROJECT), `this folder in ${path}`).toBe(false);
    if (homedir().length > 3) expect.soft(text.includes(`${homedir()}/`), `the home in ${path}`).toBe(false);
  }
});
