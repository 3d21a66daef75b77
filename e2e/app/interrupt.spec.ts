// Interruptions that must not end a change under way unasked: another cluster, the same one again, quitting, closing, signals.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import { stackText } from '../../renderer/text/stack.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { test } from './fixture.ts';
import { callFrom, goTo, startInstall } from './person.ts';

test('an install goes on when the cluster is chosen again, another one is chosen, or the app is to quit', async ({
  launch,
}, info) => {
  const kubeconfig = join(info.outputDir, 'other.yaml');
  const other = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'other', context: { cluster: 'c', user: 'u' } }],
  };
  mkdirSync(info.outputDir, { recursive: true });
  writeFileSync(kubeconfig, JSON.stringify(other));
  const { page, app } = await launch({ kubeconfig });
  await startInstall(page);
  const { id } = (await callFrom(page, 'stack.operation', undefined)) ?? {};
  expect(id).toBeDefined();

  await expect(callFrom(page, 'clusters.select', { id: `${kubeconfig}#other` })).rejects.toThrow(
    /A change is under way on Demo cluster/,
  );
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });

  const questions = await holdQuestions(app);
  // However often and by whatever it is told: a menu, a terminal's kill, a logout that may be refused.
  await app.evaluate(({ app: itself }) => itself.quit());
  app.process().kill('SIGTERM');
  app.process().kill('SIGHUP');
  await app.evaluate(({ app: itself }) => itself.quit());
  await expect.poll(questions).toEqual(['The install of odin is still under way']);
  // The question stands meanwhile, and holds up nothing.
  await expect(page.getByRole('heading', { name: stackText.phase.install.succeeded })).toBeVisible({
    timeout: 60_000,
  });
  await app.evaluate(() => (globalThis as unknown as { answer: (button: number) => void }).answer(0));
  expect(await questions()).toHaveLength(1);

  expect(await callFrom(page, 'stack.operation', undefined)).toMatchObject({ id, phase: 'succeeded' });
});

test('closing the window in the middle of an install asks where no tray keeps the app, and comes back', async ({
  launch,
}) => {
  const { page, app } = await launch();
  await startInstall(page);
  const questions = await holdQuestions(app);
  const reopened = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(questions).toEqual(['The install of odin is still under way']);
  await app.evaluate(() => (globalThis as unknown as { answer: (button: number) => void }).answer(0));
  const again = await reopened;
  await goTo(again, 'Stack');
  await expect(again.getByRole('heading', { name: stackText.phase.install.succeeded })).toBeVisible({
    timeout: 60_000,
  });
});

test('a change that a person stops by quitting is found at the next start, with the way on', async ({
  launch,
}, info) => {
  const home = join(info.outputDir, 'home');
  mkdirSync(home, { recursive: true });
  const first = await launch({ home });
  await startInstall(first.page);
  await holdQuestions(first.app);
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
  await first.app.evaluate(({ app }) => app.quit());
  await first.app
    .evaluate(() => (globalThis as unknown as { answer: (button: number) => void }).answer(1))
    .catch(() => {});
  await ended;
  const { page } = await launch({ home });
  await goTo(page, 'Stack');
  await expect(page.getByText(/was not installed to the end|was interrupted/).first()).toBeVisible({ timeout: 30_000 });
});

test('a session of the desktop that ends is not held up by a question', async ({ launch }) => {
  const { page, app } = await launch();
  await startInstall(page);
  const questions = await holdQuestions(app);
  const ended = new Promise<unknown>((resolve) => app.process().once('exit', (code) => resolve(code)));
  await app.evaluate(
    ({ powerMonitor }) => void setTimeout(() => powerMonitor.emit('shutdown', { preventDefault() {} }), 50),
  );
  expect(await questions().catch(() => [])).toEqual([]);
  expect(await ended).toBe(0);
});

/** Native questions stand until the test answers them by the number of a button; gives what was asked. */
async function holdQuestions(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      const response = await new Promise<number>((resolve) => Object.assign(globalThis, { answer: resolve }));
      return { response, checkboxChecked: false };
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}
