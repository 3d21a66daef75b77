// The `stage` fixture: one window per worker, on which any test plays any scenario.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { test as base, expect } from 'playwright/test';
import type { PageName } from '../../renderer/shell/pages.ts';
import type { CallName, EventName, Payload } from '../../shared/ipc/types.ts';
import { askingAgain } from '../app/ask-again.ts';
import { launchApp, PROJECT } from '../app/launch.ts';
import { bundleMain } from './bundle-main.ts';
import type { Stage } from './main.ts';
import type { ScenarioName } from './scenarios.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

/** The window that the designs are drawn for. */
export const USUAL: Look = { theme: 'dark', width: 1280, height: 800 };

/** A page, a place on it, or what the inspector has opened beside it. */
export type Address = PageName | `${PageName}/${string}` | `${PageName}?${string}`;

export interface StageWindow {
  readonly page: Page;
  /** Loads a page of the app anew in a scenario; with an object opened, where its address says so. */
  show(scenario: ScenarioName, page: Address, look?: Look): Promise<void>;
  /** The same, with answers as an attacker would have them. */
  showHostile(scenario: ScenarioName, page: Address): Promise<void>;
  /** The inputs of the calls with this name since then. */
  inputsOf(name: CallName): Promise<unknown[]>;
  /** All that the page was told since then, as JSON. */
  told(): Promise<string>;
  /** The calls since then that the page has given up. */
  aborted(): Promise<string[]>;
  /** Tells the page something unasked. */
  emit<K extends EventName>(name: K, payload: Payload<K>): Promise<void>;
  clipboardText(): Promise<string>;
}

interface WorkerFixtures {
  /** The folder with the page that the window shows. */
  readonly dist: string;
  readonly openStage: StageWindow & { readonly complaints: string[] };
}

interface Fixtures {
  /** The window; fails the test when the page has complained in its console (also about the content security policy). */
  readonly stage: StageWindow;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  dist: [async ({}, use) => use(process.env.ODIN_DIST_DIR ?? join(PROJECT, 'dist')), { scope: 'worker' }],
  openStage: [
    async ({ dist }, use, info) => {
      const main = await bundleMain(
        join(import.meta.dirname, 'main.ts'),
        join(info.project.outputDir, `mocked-main-${info.workerIndex}`),
      );
      const launched = await launchApp({
        appDir: main,
        env: { ODIN_DIST_DIR: dist },
      });
      const { app, page } = launched;
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      // The main process puts its stage there; see main.ts.
      const stage = askingAgain(await app.evaluateHandle(() => (globalThis as unknown as { stage: Stage }).stage));
      // The page that the window opens with has asked for all it shows: nothing of that is counted to the first test.
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
      const open: StageWindow & { readonly complaints: string[] } = {
        page,
        complaints,
        async showHostile(scenario, name) {
          await open.show(scenario, name);
          await stage.evaluate((it) => {
            it.isHostile = true;
          });
          await page.reload();
        },
        async show(scenario, name, look = USUAL) {
          await app.evaluate(({ BrowserWindow }, { width, height }) => {
            BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
          }, look);
          // Without an event of the hash: the page of before must not ask for what the scenario answers once only.
          await page.evaluate((hash) => {
            sessionStorage.clear();
            localStorage.clear();
            history.replaceState(null, '', hash);
          }, `#/${name}`);
          // Playwright decides what the page is told of the system's theme, whatever Electron says.
          await page.emulateMedia({ colorScheme: look.theme });
          await page.mouse.move(0, 0);
          await stage.evaluate((it, scenario) => it.play(scenario), scenario);
          await page.reload();
          // A key that is pressed before the shell listens goes nowhere.
          await page.locator('#main').waitFor({ state: 'attached' });
          await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
        },
        inputsOf: (name) =>
          stage.evaluate(
            ({ calls }, name) => calls.filter(([called]) => called === name).map(([, input]) => input),
            name,
          ),
        aborted: () => stage.evaluate(({ aborted }) => [...aborted]),
        told: () => stage.evaluate(({ told }) => told.join('\n')),
        // Playwright's types cannot carry a generic payload through; `emit` of this fixture has checked it.
        emit: (name, payload) =>
          stage.evaluate((it, [name, payload]) => it.emit(name, payload as never), [name, payload as unknown] as const),
        clipboardText: () => app.evaluate(({ clipboard }) => clipboard.readText()),
      };
      await use(open);
      await launched.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  stage: async ({ openStage }, use) => {
    openStage.complaints.length = 0;
    await use(openStage);
    expect(openStage.complaints).toEqual([]);
  },
});
