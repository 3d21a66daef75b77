// Crashes of the page, the demo's thread and the main process: each is written down, said, and comes back; what goes on in the
// cluster meanwhile is not lost.
import { readFile } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { logPath } from '../../electron/paths.ts';
import { commonText } from '../../renderer/text/common.ts';
import { diagnosticsText } from '../../renderer/text/diagnostics.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';
import { endWithoutReader, odin } from './odin.ts';
import { callFrom, goTo, install, startInstall } from './person.ts';

/** A demo cluster whose pods are ready at once. */
const QUICK = { env: { ODIN_DEMO_SPEED: '50' } };

/** What the app has logged so far. */
const logOf = ({ home }: LaunchedApp) =>
  readFile(logPath({ ...process.env, HOME: home }, process.platform), 'utf8').catch(() => '');

/** Evaluated in the window's page by the main process: Playwright gives a page up for good once it has crashed. */
function inPage<T>({ app }: LaunchedApp, expression: string): Promise<T | undefined> {
  return app.evaluate(async ({ BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return undefined;
    // A page that ends meanwhile never answers.
    const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 3_000));
    return Promise.race([contents.executeJavaScript(code).catch(() => undefined), patience]);
  }, expression);
}

const wordsOf = (launched: LaunchedApp) => inPage<string>(launched, 'document.body.innerText');

function crash({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
}

test('a page that crashes in the middle of an install comes back with it, and says so', async ({ launch }) => {
  const launched = await launch();
  await startInstall(launched.page);
  await crash(launched);
  await expect.poll(() => wordsOf(launched), { timeout: 60_000 }).toContain(stackText.phase.install.succeeded);
  expect(await wordsOf(launched)).toContain('The page stopped working and was loaded again.');
  const log = await logOf(launched);
  expect(log).toMatch(/ error window\/\d+ crash: the process of the page has ended \{"reason":"crashed"/);
  expect(log).toMatch(/operation: install of odin \S+ confirmed \{.*"fromRevision":0,"created":\d+/);
  expect(log).toMatch(/operation: install of odin \S+: succeeded \{.*"ms":\d+/);
  await inPage(launched, `document.querySelector('[aria-label="${commonText.close}"]').click()`);
  await expect.poll(() => wordsOf(launched)).not.toContain('The page stopped working');
});

test('a page that crashes again and again is asked about', async ({ launch }) => {
  const launched = await launch();
  await launched.app.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { response: 0, checkboxChecked: false };
    };
  });
  for (let times = 0; times < 4; times++) {
    await expect.poll(() => wordsOf(launched), { timeout: 30_000 }).toContain(welcomeText.demoTitle);
    await crash(launched);
    await expect
      .poll(async () => (await logOf(launched)).match(/process of the page has ended/g))
      .toHaveLength(times + 1);
  }
  await expect.poll(() => wordsOf(launched), { timeout: 30_000 }).toContain(welcomeText.demoTitle);
  expect(await launched.app.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked)).toEqual([
    expect.objectContaining({
      message: 'The window stopped working four times within a minute',
      detail: expect.stringContaining('odin.log'),
      buttons: ['Load it again', 'Quit'],
    }),
  ]);
  expect(await logOf(launched)).toContain('the page stops again and again');
});

test('a page that hangs is ended and comes back', async ({ launch }) => {
  const launched = await launch();
  await expect.poll(() => wordsOf(launched)).toContain(welcomeText.demoTitle);
  await launched.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    void window?.webContents.executeJavaScript('for (;;);').catch(() => {});
    // As Chromium tells it, half a minute after an input that is not answered.
    window?.emit('unresponsive');
  });
  await expect.poll(() => wordsOf(launched), { timeout: 60_000 }).toContain('The page stopped working');
  expect(await logOf(launched)).toMatch(/ warn {2}window\/\d+ crash: the page does not respond/);
});

/** Evaluated in the demo cluster's thread, through the debugger's own door to threads: nothing in the app has a way to do this. */
function inDemoThread({ app }: LaunchedApp, code: string): Promise<void> {
  return app.evaluate(async (_electron, expression) => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    await new Promise<void>((resolve, reject) => {
      session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
        const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
        session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) =>
          error ? reject(error) : resolve(),
        );
      });
      session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) => error && reject(error));
    });
    // A thread that a debugger is at waits for it when it ends, until somebody collects the session.
    session.disconnect();
  }, code);
}

test('the demo cluster’s thread takes more memory than it may: the app stays, and the cluster is there again', async ({
  launch,
}) => {
  const launched = await launch(QUICK);
  const { page } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await expect(page.getByText(shellText.header.demo, { exact: true })).toBeVisible();
  const isConnected = async () => (await callFrom(page, 'clusters.status', undefined)).state;
  await expect.poll(isConnected).toBe('connected');
  await inDemoThread(
    launched,
    'setTimeout(() => { for (const all = []; ; ) all.push(new Array(1_000_000).fill(0.5)); })',
  );
  await expect(page.getByText('The demo cluster stopped working and was started again as it was.')).toBeVisible({
    timeout: 40_000,
  });
  await expect.poll(isConnected, { timeout: 30_000 }).toBe('connected');
  expect(await logOf(launched)).toMatch(/ error window\/\d+ demo: The demo cluster stopped working.*memory/);
});

test('the demo cluster’s thread crashes: it is said, and the cluster is there again as it was', async ({ launch }) => {
  const launched = await launch(QUICK);
  const { page, home } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await goTo(page, 'Overview');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
  await inDemoThread(launched, 'setTimeout(() => { throw new Error("planted password=hunter2") })');
  await expect(page.getByText('The demo cluster stopped working and was started again as it was.')).toBeVisible({
    timeout: 40_000,
  });
  await expect
    .poll(async () => (await odin(['--demo', 'status'], { HOME: home })).stdout)
    .toMatch(/All \d+ parts are healthy/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/, {
    timeout: 30_000,
  });
  const log = await logOf(launched);
  expect(log).toMatch(/ error window\/\d+ demo: The demo cluster stopped working.*planted password=\[masked\]/);
  expect(log).not.toContain('hunter2');
});

test('what nobody caught in the main process is said once, and the app goes on', async ({ launch }) => {
  const launched = await launch();
  const { page } = launched;
  await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  await launched.app.evaluate(() => {
    void Promise.reject(new TypeError('planted rejection, token: hunter2'));
    setTimeout(() => {
      throw new RangeError('planted <b>exception</b> \u001b[2J');
    });
    setTimeout(() => {
      throw new RangeError('planted <b>exception</b> \u001b[2J');
    });
  });
  const banner = page.getByText(
    'Something in ODIN failed and was given up: planted <b>exception</b> \\x1b[2J. All else goes on.',
  );
  await expect(banner).toBeVisible();
  await expect(page.getByText('token: [masked]')).toHaveCount(0);
  await page.getByRole('button', { name: commonText.close }).click();
  await expect(page.getByText('planted rejection, token: [masked]')).toBeVisible();
  await page.getByRole('button', { name: commonText.close }).click();
  await expect(page.getByText('Something in ODIN failed')).toHaveCount(0);
  const log = await logOf(launched);
  expect(log).toMatch(
    / error window\/\d+ crash: unhandled rejection .*TypeError: planted rejection, token: \[masked\]/,
  );
  expect(log.match(/ error window\/\d+ crash: uncaught exception .*RangeError: planted/g)).toHaveLength(2);
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await expect(page.getByText(shellText.header.demo, { exact: true })).toBeVisible();
});

test('a terminal that is closed behind the app is no defect', async ({ launch }) => {
  test.skip(process.platform === 'win32', 'a window there has no standard streams');
  const launched = await launch();
  const { app, page } = launched;
  await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  const child = app.process();
  child.stdout?.destroy();
  child.stderr?.destroy();
  await app.evaluate(() => {
    for (let times = 0; times < 20; times++) {
      process.stdout.write('nobody reads this\n');
      process.stderr.write('nor this\n');
    }
    setTimeout(() => void Promise.reject(new Error('planted after it')), 200);
  });
  await expect(page.getByText('planted after it')).toBeVisible();
  await page.getByRole('button', { name: commonText.close }).click();
  await expect(page.getByText('Something in ODIN failed')).toHaveCount(0);
  expect(await logOf(launched)).not.toContain('EPIPE');
});

test('a defect in a page leaves the window, and can be copied with what was logged of it', async ({ launch }) => {
  const launched = await launch(QUICK);
  const { page, app } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await page.evaluate(() => {
    void Promise.reject(new Error('planted in the page'));
    // Read by each page, and by nothing around it.
    Object.defineProperty(Array.prototype, 'flatMap', {
      get: () => {
        throw new Error('planted defect, password=hunter2');
      },
    });
  });
  await goTo(page, 'GPU');
  await expect(page.getByText(shellText.failed.crash)).toBeVisible();
  await page.getByRole('button', { name: diagnosticsText.copy }).click();
  await expect(page.getByText(diagnosticsText.copied)).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^ODIN Control Panel \d+\.\d+\.\d+\nElectron .*\nCluster: Demo cluster: K3s /);
  expect(copied).toMatch(/page: planted defect, password=\[masked\] \{"where":"page"/);
  expect(copied).toMatch(/page: planted in the page \{"where":"promise"/);
  expect(copied).not.toContain('hunter2');
  await page.getByRole('button', { name: diagnosticsText.reload }).click();
  await expect(page.getByText(shellText.failed.crash)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

/** Makes `odin` throw where nobody catches it, as soon as it listens for that; nothing in it could. */
const defect = (how: string) =>
  `--import=data:text/javascript,${encodeURIComponent(
    `import { isMainThread } from 'node:worker_threads';
     const timer = setInterval(() => { if (isMainThread && process.listenerCount('uncaughtException') > 0) { clearInterval(timer); ${how} } }, 1);`,
  )}`;

test('a defect of odin is one sentence with where the log is, and status 1', async ({ launch }) => {
  const { home } = await launch();
  for (const how of [
    'throw new TypeError("planted token=hunter2");',
    'Promise.reject(new TypeError("planted token=hunter2"));',
  ]) {
    const run = await odin(['contexts'], { HOME: home, NODE_OPTIONS: defect(how) });
    expect(run.code).toBe(1);
    const path = logPath({ ...process.env, HOME: home }, process.platform);
    expect(run.stderr.trimEnd().split('\n').slice(-2)).toEqual([
      'odin: planted token=[masked]',
      `  This is a defect in odin; what is known of it is in ${path}.`,
    ]);
    const log = await readFile(path, 'utf8');
    expect(log).toMatch(
      / error odin\/\d+ crash: (uncaught exception|unhandled rejection) .*TypeError: planted token=\[masked\].*\n$/,
    );
    expect(log).not.toContain('hunter2');
  }
});

test('a change goes on to its own end where nobody reads what odin says of it any more', async ({ launch }) => {
  const { home } = await launch();
  const env = { HOME: home, ODIN_DEMO_SPEED: '50' };
  expect(await endWithoutReader(['install', '--demo', '--yes'], env)).toBe(0);
  const status = await odin(['history', '--demo', '--json'], env);
  expect(JSON.parse(status.stdout)).toMatchObject([{ revision: 1, status: 'deployed' }]);
});
