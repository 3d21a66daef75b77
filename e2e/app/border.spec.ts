// A page that is compromised reaches the contract and nothing else.
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Bridge, Reply } from '../../shared/ipc/types.ts';
import { test } from './fixture.ts';
import { PROJECT } from './launch.ts';

declare const window: { readonly odin: Bridge } & Record<string, unknown>;

const PRELOAD = join(PROJECT, 'dist', 'preload', 'preload.cjs');

test('arguments of any kind are refused with an error, and the app lives on', async ({ launch }) => {
  const { page, app, log } = await launch();
  const replies = await page.evaluate(async () => {
    const names = [
      'clusters.select',
      'clusters.probe',
      'stack.apply',
      'stack.cancel',
      'metrics.range',
      'explore.query',
      'explore.range',
      'explore.values',
      'forwards.open',
      'app.setTheme',
      'app.reportError',
      'notifications.set',
    ];
    const deep = (depth: number): unknown => (depth === 0 ? 0 : { a: deep(depth - 1), id: [deep(0)] });
    const inputs: unknown[] = [
      undefined,
      null,
      0,
      Number.NaN,
      -1,
      1e308,
      '',
      'x'.repeat(1_000_000),
      true,
      [],
      [[]],
      {},
      deep(200),
      new Date(),
      /x/,
      10n,
      new Uint8Array(1_000_000),
      { id: {} },
      { id: '' },
      { id: '../../etc/shadow' },
      { hash: 5 },
      { hash: '' },
      { target: 'shell' },
      { metrics: [], rangeSeconds: 60 },
      { metrics: ['gpuPower'], rangeSeconds: -1 },
      { metrics: ['up{}'], rangeSeconds: 60 },
      { expression: '' },
      { expression: 'x'.repeat(10_001) },
      { expression: 'up', rangeSeconds: 1 },
      { expression: 'up', timeout: '1h' },
      { label: '../query', selector: 'up' },
      { theme: '__proto__' },
      JSON.parse('{"__proto__": {"theme": "dark"}}'),
    ];
    const odd = [
      undefined,
      null,
      5,
      {},
      [],
      'toString',
      '__proto__',
      'constructor',
      'electron',
      'app.quit',
      'odin:call',
    ] as string[];
    const pairs = [
      ...names.flatMap((name) => inputs.map((input) => [name, input] as const)),
      ...odd.map((name) => [name, {}] as const),
    ];
    return Promise.all(
      pairs.map(([name, input], i) =>
        window.odin.call(name, input, `fuzz-${i}`).catch((error: unknown) => `threw ${error}`),
      ),
    );
  });
  for (const reply of replies)
    expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(/./) } });
  expect(await page.evaluate(() => window.odin.call('app.info', undefined, 'after'))).toMatchObject({ ok: true });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(log()).not.toMatch(/UnhandledPromiseRejection|Uncaught/);
});

test('a window of another origin with the same preload script is refused', async ({ launch }) => {
  const { app } = await launch();
  const reply = await app.evaluate(async ({ BrowserWindow, session }, preload): Promise<Reply> => {
    // A session of its own without the filter, which does not even let such a page load.
    const partition = session.fromPartition('foreign');
    partition.webRequest.onBeforeRequest(null);
    const foreign = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true, session: partition },
    });
    await foreign.loadURL('data:text/html,<p>foreign</p>');
    const answer = await foreign.webContents.executeJavaScript(`window.odin.call('clusters.list', undefined, 'x')`);
    foreign.destroy();
    return answer;
  }, PRELOAD);
  expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('the page has no Node, opens nothing, goes nowhere and loads nothing from elsewhere', async ({ launch }) => {
  const { page, app } = await launch();
  const reached = await page.evaluate(async () => ({
    globals: ['require', 'process', 'Buffer', 'module', 'electron', 'ipcRenderer'].filter((name) => name in window),
    bridge: Object.keys(window.odin).sort(),
    opened: (globalThis as unknown as { open(url: string): unknown }).open('https://example.invalid/'),
    fetched: await fetch('http://127.0.0.1:1/').then(
      () => 'loaded',
      () => 'refused',
    ),
    // Later, because what the test tool itself evaluates is exempt from the policy.
    evaluated: await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return 1')());
        } catch {
          resolve('refused');
        }
      }),
    ),
    camera: await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
    notifications: await Notification.requestPermission(),
  }));
  expect(reached).toMatchObject({
    globals: [],
    bridge: ['call', 'cancel', 'on'],
    opened: null,
    fetched: 'refused',
    evaluated: 'refused',
    notifications: 'denied',
  });
  expect(reached.camera).not.toBe('granted');
  const before = page.url();
  // It is text at most, never markup: neither by a frame of its own, nor in the page.
  const markup = await page.evaluate(() => {
    location.href = 'https://example.invalid/';
    const sinks: (() => unknown)[] = [
      () => Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.framed = 1</script>' }),
      () => Object.assign(document.createElement('p'), { innerHTML: '<img src=x onerror=alert(1)>' }),
      () => Object.assign(document.createElement('script'), { text: 'window.ran = 1' }),
      () => Object.assign(document.createElement('script'), { src: 'app://odin/x.js' }),
      () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
      () => document.createRange().createContextualFragment('<b>x</b>'),
      () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      () => document.write('<b>x</b>'),
      () => setTimeout('window.ran = 1'),
    ];
    return sinks.flatMap((sink, n) => {
      try {
        sink();
        return [n];
      } catch {
        return [];
      }
    });
  });
  expect(markup).toEqual([]);
  expect(page.url()).toBe(before);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a second start shows the first one’s window and ends', async ({ launch }) => {
  const first = await launch();
  const { app } = first;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = await launch({ home: first.home }).then(
    () => 'opened a window',
    (error: unknown) => String(error),
  );
  expect(second).not.toBe('opened a window');
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())),
    )
    .toEqual([false]);
});
