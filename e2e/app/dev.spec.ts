// `npm run dev` on a copy of the sources: a change of the page shows without a reload, one of the main process restarts it, and
// Ctrl-C leaves nothing behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import { WebSocket } from 'ws';
import { PROJECT } from './launch.ts';

const SOURCES = [
  'assets',
  'electron',
  'renderer',
  'scripts',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

interface Started {
  readonly folder: string;
  readonly child: ChildProcess;
  text(): string;
  readonly ended: Promise<number | null>;
}

const test = base.extend<{ develop: (args?: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Started> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  develop: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'odin-dev-'));
    for (const name of SOURCES) await cp(join(PROJECT, name), join(folder, name), { recursive: true });
    await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const children: ChildProcess[] = [];
    let text = '';
    await use(async (args = [], env = {}) => {
      const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const switches = [...noSandbox, '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0', ...args];
      const child = spawn(process.execPath, [join(folder, 'scripts', 'dev.mjs'), ...switches], {
        env: { ...process.env, HOME: join(folder, 'home'), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, as a terminal makes it: Ctrl-C is sent to all of it.
        detached: true,
      });
      children.push(child);
      const keep = (chunk: Buffer) => {
        text += chunk.toString();
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      return { folder, child, text: () => text, ended: new Promise((resolve) => child.once('close', resolve)) };
    });
    if (info.status !== info.expectedStatus) await writeFile(info.outputPath('output.log'), text);
    for (const child of children) {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The starts of Electron so far, each with the address of its debugger. */
const startsOf = (text: string) => [...text.matchAll(/DevTools listening on ws:\/\/([^/]+)/g)].map((match) => match[1]);

/** Evaluates in the page of the newest Electron; undefined while it has none. */
async function evaluate(started: Started, expression: string): Promise<unknown> {
  const address = startsOf(started.text()).at(-1);
  if (address === undefined) return undefined;
  try {
    const answer = await fetch(`http://${address}/json/list`);
    const targets = (await answer.json()) as readonly { type: string; url: string; webSocketDebuggerUrl: string }[];
    const page = targets.find(({ type, url }) => type === 'page' && url.startsWith('app://odin/'));
    return page === undefined ? undefined : await evaluateAt(page.webSocketDebuggerUrl, expression);
  } catch {
    // Between two starts nobody answers there.
    return undefined;
  }
}

function evaluateAt(url: string, expression: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const patience = setTimeout(() => socket.terminate(), 5_000);
    socket.on('open', () =>
      socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true } })),
    );
    socket.on('message', (data) => {
      resolve((JSON.parse(String(data)) as { result?: { result?: { value?: unknown } } }).result?.result?.value);
      socket.close();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(undefined);
    });
  });
}

async function edit(started: Started, file: string, from: string, to: string): Promise<void> {
  const path = join(started.folder, file);
  const source = await readFile(path, 'utf8');
  expect(source, `${file} holds what is changed`).toContain(from);
  await writeFile(path, source.replace(from, to));
}

/** The processes that have been started in this folder and are still there. */
async function leftOf({ folder }: Started): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '')));
  return lines.filter((line) => line.includes(folder)).map((line) => line.replaceAll('\0', ' '));
}

test('the page is replaced in place, the main process is started again, and Ctrl-C ends it all', async ({
  develop,
}) => {
  test.skip(process.platform !== 'linux', 'what is left behind is looked up in /proc');
  test.setTimeout(360_000);
  const started = await develop();
  const words = () => evaluate(started, 'document.body.innerText');

  await test.step('the page comes from the development server, under the policy of the app', async () => {
    await expect
      .poll(words, { timeout: 120_000, message: started.text() })
      .toContain('Look around in the demo cluster');
    expect(await evaluate(started, 'location.href')).toMatch(/^app:\/\/odin\/index\.html/);
    expect(await evaluate(started, "[...document.scripts].some(({ src }) => src.endsWith('/@vite/client'))")).toBe(
      true,
    );
    expect(await evaluate(started, "fetch('http://127.0.0.1:1/').then(() => 'loaded', () => 'refused')")).toBe(
      'refused',
    );
  });

  await test.step('a changed component shows, and the page was not loaded again', async () => {
    await evaluate(started, 'globalThis.marker = 1');
    await edit(started, 'renderer/shell/Sidebar.tsx', '{shellText.product}', '{shellText.product} planted');
    await expect.poll(words, { timeout: 60_000 }).toContain('ODIN planted');
    expect(await evaluate(started, 'globalThis.marker')).toBe(1);
    expect(startsOf(started.text())).toHaveLength(1);
  });

  await test.step('a page that has to be loaded again is', async () => {
    await edit(started, 'renderer/index.html', '<div id="root">', '<div id="root" class="planted">');
    await expect
      .poll(() => evaluate(started, "document.querySelector('#root.planted') !== null"), { timeout: 60_000 })
      .toBe(true);
    expect(startsOf(started.text())).toHaveLength(1);
  });

  await test.step('a change that does not build leaves what runs', async () => {
    await edit(started, 'electron/main.ts', 'declarePageScheme();', 'declarePageScheme(;');
    await expect.poll(started.text, { timeout: 60_000 }).toMatch(/declarePageScheme\(;|Unexpected token|Expected/);
    // The page may still be on its way back from being loaded again, which takes as long as the first time.
    await expect.poll(words, { timeout: 120_000 }).toContain('ODIN planted');
    expect(startsOf(started.text())).toHaveLength(1);
  });

  await test.step('a change of the main process starts it again', async () => {
    await edit(
      started,
      'electron/main.ts',
      'declarePageScheme(;',
      "declarePageScheme();\nconsole.error('planted in main');",
    );
    await expect.poll(() => startsOf(started.text()).length, { timeout: 60_000 }).toBe(2);
    await expect.poll(started.text).toContain('planted in main');
    await expect.poll(words, { timeout: 60_000 }).toContain('ODIN planted');
  });

  await test.step('Ctrl-C ends it all', async () => {
    process.kill(-(started.child.pid ?? 0), 'SIGINT');
    expect(await started.ended).toBe(130);
    await expect.poll(() => leftOf(started)).toEqual([]);
  });
});

test('SIGTERM to the script alone ends Electron too', async ({ develop }) => {
  test.skip(process.platform !== 'linux', 'what is left behind is looked up in /proc');
  test.setTimeout(180_000);
  const started = await develop(['--inspect=0']);
  await expect.poll(() => evaluate(started, 'document.title'), { timeout: 120_000 }).toBe('ODIN Control Panel');
  expect(started.text()).toMatch(/Debugger listening on ws:/);
  started.child.kill();
  expect(await started.ended).toBe(130);
  await expect.poll(() => leftOf(started)).toEqual([]);
});

test('a build for people has no development server in it, whatever the environment says', async () => {
  const folder = join(PROJECT, 'dist', 'main');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(3);
  for (const name of files) {
    expect(await readFile(join(folder, name), 'utf8'), name).not.toMatch(/ODIN_DEV_SERVER|openDevTools/);
  }
});
