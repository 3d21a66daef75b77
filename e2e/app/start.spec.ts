// `npm start` as a person types it: a window where there is a display, the same job in the terminal where there is none.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import { PROJECT } from './launch.ts';

interface Started {
  readonly child: ChildProcess;
  /** What it wrote to both streams so far. */
  text(): string;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

const test = base.extend<{ start: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<Started> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  start: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'odin-start-home-'));
    const children: ChildProcess[] = [];
    await use(async (args, env) => {
      const child = spawn(process.execPath, [join(PROJECT, 'scripts', 'start.mjs'), ...args], {
        env: { ...process.env, HOME: home, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.push(child);
      let text = '';
      const keep = (chunk: Buffer) => {
        text += chunk.toString();
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      return { child, text: () => text, ended: new Promise((resolve) => child.once('close', resolve)) };
    });
    for (const child of children) child.kill();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

test('without a display: plan, install and status of the demo cluster in the terminal', async ({ start }) => {
  test.skip(process.platform !== 'linux', 'only Linux has machines without a display that could show one');
  const { text, ended } = await start([], { DISPLAY: undefined, WAYLAND_DISPLAY: undefined });
  expect(await ended, text()).toBe(0);
  expect(text()).toMatch(/^No display here/m);
  expect(text()).toMatch(/Deployment\/monitoring\/grafana .*Healthy/);
  expect(text()).toContain('$ npm run odin -- status --demo');
});

test('with a display: the window', async ({ start }) => {
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { child, text, ended } = await start([...noSandbox, '--disable-gpu', '--remote-debugging-port=0'], {});
  await expect.poll(text, { timeout: 30_000 }).toMatch(/DevTools listening on ws:/);
  const devTools = /DevTools listening on ws:\/\/([^/]+)/.exec(text())?.[1];
  // Chromium's own list of windows: attaching a debugger to one that is only just being made can hang.
  await expect
    .poll(async () => (await fetch(`http://${devTools}/json/list`)).json(), { timeout: 30_000 })
    .toContainEqual(expect.objectContaining({ type: 'page', title: 'ODIN Control Panel' }));
  child.kill();
  expect(await ended).toBe(130);
});

test('as root: why the window cannot be opened, and how it can', async ({ start }) => {
  test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'only root is refused');
  const { text, ended } = await start([], {});
  expect(await ended).toBe(1);
  expect(text()).toContain('cannot run as root');
  expect(text()).toContain('npm start -- --no-sandbox');
});
