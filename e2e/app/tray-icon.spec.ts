// The tray item by itself, as a desktop's panel sees it: read and clicked over D-Bus, by gdbus, in xfce4's panel.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { expect } from 'playwright/test';
import type { Verdict } from '../../shared/model/overview.ts';
import { bundleMain } from '../mocked/bundle-main.ts';
import { askingAgain } from './ask-again.ts';
import { leadPlaywrightToElectron, PROJECT } from './launch.ts';
import { test as base } from './tray-fixture.ts';

interface Fixtures {
  /** Starts the app of `tray-app/`. */
  readonly startApp: () => Promise<ElectronApplication>;
}

const test = base.extend<Fixtures, { readonly trayApp: string }>({
  trayApp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use, info) => {
      const source = join(import.meta.dirname, 'tray-app', 'main.ts');
      await use(await bundleMain(source, join(info.project.outputDir, `tray-app-${info.workerIndex}`)));
    },
    { scope: 'worker' },
  ],
  startApp: async ({ desktop, trayApp }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'odin-tray-data-'));
    const apps: ElectronApplication[] = [];
    await use(async () => {
      await leadPlaywrightToElectron();
      const app = askingAgain(
        await _electron.launch({
          args: [
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-dev-shm-usage',
            `--user-data-dir=${folder}`,
            trayApp,
            join(PROJECT, 'assets', 'icons'),
          ],
          env: { ...process.env, ...desktop.env } as Record<string, string>,
        }),
      );
      apps.push(app);
      return app;
    });
    for (const app of apps) await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

const isShown = (app: ElectronApplication) => app.evaluate(() => globalThis.tray.isShown());
const heard = (app: ElectronApplication) => app.evaluate(() => globalThis.heard);
const update = (app: ElectronApplication, verdict: Omit<Verdict, 'problems'>) =>
  app.evaluate((_electronModule, value) => globalThis.tray.update(value), { ...verdict, problems: [] });

test('shows each level by another picture and says it in words', async ({ desktop, startApp }) => {
  await desktop.startPanel();
  const app = await startApp();
  const item = await desktop.item();
  expect(await isShown(app)).toBe(true);
  const pictures = new Set<string>();
  for (const level of ['healthy', 'degraded', 'failed', 'busy', 'notInstalled'] as const) {
    const sentence = `The stack & all is ${level}_1.`;
    await update(app, { level, sentence, reason: 'Grafana <waits>.' });
    await expect.poll(() => desktop.itemProperty(item, 'ToolTip')).toContain(sentence);
    expect(await desktop.itemProperty(item, 'ToolTip')).toContain('Grafana ‹waits›.');
    pictures.add(await desktop.itemProperty(item, 'IconPixmap'));
  }
  expect(pictures.size).toBe(5);
});

test('has a menu that says the state and does what it says', async ({ desktop, startApp }) => {
  await desktop.startPanel();
  const app = await startApp();
  const item = await desktop.item();
  await update(app, { level: 'degraded', sentence: '8 of 9 parts & 1_node are healthy.', reason: 'Grafana waits.' });
  await expect
    .poll(async () => (await desktop.menu(item)).map(({ label, isEnabled }) => [label, isEnabled]))
    .toEqual([
      // A menu's underscore would be an access key, so D-Bus menus have two for one.
      ['8 of 9 parts & 1__node are healthy.', false],
      ['Grafana waits.', false],
      ['Open Grafana', true],
      ['Open Prometheus', true],
      ['Show ODIN Control Panel', true],
      ['Quit', true],
    ]);
  const before = await desktop.menu(item);
  await update(app, { level: 'failed', sentence: '8 of 9 parts & 1_node are healthy.', reason: 'Grafana waits.' });
  expect(await desktop.menu(item), 'the menu stays while its words do').toEqual(before);

  await desktop.click(item, 'Open Grafana');
  await desktop.click(item, 'Open Prometheus');
  await desktop.click(item, 'Show ODIN Control Panel');
  await expect.poll(() => heard(app)).toEqual(['shown', 'openGrafana', 'openPrometheus', 'show']);
  const closed = app.waitForEvent('close');
  await desktop.click(item, 'Quit');
  await closed;
  await expect.poll(() => desktop.items()).toEqual([]);
});

test('appears when the panel starts after the app, and again after the panel was restarted', async ({
  desktop,
  startApp,
}) => {
  const app = await startApp();
  expect(await isShown(app)).toBe(false);
  await desktop.startPanel();
  await desktop.item();
  await expect.poll(() => isShown(app)).toBe(true);
  await desktop.stopPanel();
  await desktop.startPanel();
  await desktop.item();
  expect(await heard(app), 'a restart of the panel is no loss').toEqual(['shown']);
  await desktop.stopPanel();
  await expect.poll(() => heard(app)).toEqual(['shown', 'lost']);
  expect(await isShown(app)).toBe(false);
});

test('does without a session bus', async ({ desktop, startApp }) => {
  await desktop.stopBus();
  const app = await startApp();
  expect(await isShown(app)).toBe(false);
});
