// The processes of the app, each ended from outside as the system or a driver would: by the segmentation fault's signal and by
// the one that cannot be caught. The window comes back, or is still there.
import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import { logPath } from '../../electron/paths.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';
import { answerQuestions } from './native-question.ts';

test.skip(process.platform !== 'linux', 'processes are found in /proc');

/** The processes of one kind that Chromium started for this app: by their group, for some are no children of it any more. */
function processesOf({ app }: LaunchedApp, type: string): number[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
      const isIt = new RegExp(`--(type|utility-sub-type)=${type}[ \\0]`).test(
        readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
      );
      return group === String(app.process().pid) && isIt ? [Number(pid)] : [];
    } catch {
      return []; // it has ended
    }
  });
}

const words = (app: ElectronApplication) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return '';
    const patience = new Promise<string>((resolve) => setTimeout(() => resolve(''), 3_000));
    return Promise.race([contents.executeJavaScript('document.body.innerText').catch(() => ''), patience]);
  });

const comesBack = (app: ElectronApplication) =>
  expect.poll(() => words(app), { timeout: 30_000 }).toContain(welcomeText.demoTitle);

const logOf = ({ home }: LaunchedApp) => readFileSync(logPath({ ...process.env, HOME: home }, 'linux'), 'utf8');

function kill(launched: LaunchedApp, type: string, signal: NodeJS.Signals): void {
  const all = processesOf(launched, type);
  expect(all.length, type).toBeGreaterThan(0);
  for (const pid of all) process.kill(pid, signal);
}

for (const signal of ['SIGSEGV', 'SIGKILL'] as const) {
  test(`${signal} ends the page’s process and the network’s: the page is there again, and can be loaded anew`, async ({
    launch,
  }) => {
    const launched = await launch();
    const { app } = launched;
    await comesBack(app);
    kill(launched, 'renderer', signal);
    await expect
      .poll(() => words(app), { timeout: 30_000 })
      .toContain('The page stopped working and was loaded again.');
    kill(launched, 'network.mojom.NetworkService', signal);
    await expect.poll(() => logOf(launched)).toContain('a process of Chromium has ended: Utility');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
    await comesBack(app);
  });
}

test('Chromium’s zygote ends, and the page’s process: a native question, and the app starts again in order', async ({
  launch,
}) => {
  const launched = await launch();
  const { app } = launched;
  await comesBack(app);
  const asked = await answerQuestions(launched);
  await app.evaluate(({ app: itself }) => {
    itself.relaunch = () => console.log('starts again');
  });
  // Every process of a page is a fork of it.
  kill(launched, 'zygote', 'SIGKILL');
  kill(launched, 'renderer', 'SIGKILL');
  await expect.poll(asked, { timeout: 20_000 }).toEqual([
    expect.objectContaining({
      message: 'The window cannot be shown: no process can be started for it',
      buttons: ['Start ODIN again', 'Not now'],
    }),
  ]);
  // What is told meanwhile reaches no page, and ends nothing.
  await app.evaluate(() => void Promise.reject(new Error('planted without a page')));
  await expect.poll(() => logOf(launched)).toContain('planted without a page');
  expect(logOf(launched)).not.toContain('Render frame was disposed');
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer()).catch(() => {});
  await app.close();
  expect(await ended).toBe(0);
  expect(launched.log()).toContain('starts again');
});

test('graphics that crash without end leave the window, which says so', async ({ launch }) => {
  const launched = await launch();
  const { app } = launched;
  await comesBack(app);
  // Chromium gives up, and ends the app, at the sixth.
  for (let times = 1; times <= 10; times++) {
    await expect.poll(() => processesOf(launched, 'gpu-process').length, { timeout: 20_000 }).toBe(1);
    kill(launched, 'gpu-process', 'SIGKILL');
    await expect
      .poll(() => logOf(launched).match(/a process of Chromium has ended: GPU/g)?.length ?? 0, { timeout: 20_000 })
      .toBe(times);
  }
  await expect.poll(() => words(app)).toContain('it is drawn without the graphics card now');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
  await comesBack(app);
});

test('graphics that cannot be had at all end the app in order, with a native sentence', async ({ launch }) => {
  const launched = await launch();
  const { app } = launched;
  await comesBack(app);
  await app.evaluate(({ app: itself, dialog }) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    dialog.showErrorBox = (title, content) => void said.push(`${title}: ${content}`);
    itself.quit = () => void said.push('quits');
    // As fast as Chromium tells it where the process ends while it starts.
    const gone = { type: 'GPU', reason: 'launch-failed', exitCode: 1, name: '', serviceName: '' };
    for (let times = 0; times < 21; times++) itself.emit('child-process-gone', {}, gone);
  });
  expect(await app.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
    expect.stringMatching(/^ODIN Control Panel cannot draw its window: .*driver.*odin\.log$/),
    'quits',
  ]);
});
