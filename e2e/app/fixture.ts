// The `launch` fixture: apps that a test starts are closed after it, and a failed test keeps its screenshots, traces and logs.
import { writeFile } from 'node:fs/promises';
import { test as base } from 'playwright/test';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch.ts';

interface Fixtures {
  /** Starts the app; see {@link launchApp}. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>;
}

/** Playwright's `test` with {@link Fixtures}. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  launch: async ({}, use, info) => {
    const apps: LaunchedApp[] = [];
    await use(async (options) => {
      const launched = await launchApp(options);
      apps.push(launched);
      await launched.app.context().tracing.start({ screenshots: true, snapshots: true });
      return launched;
    });
    for (const [index, launched] of apps.entries()) {
      if (info.status !== info.expectedStatus) {
        await keepEvidence(launched, (name) => info.outputPath(`app-${index + 1}-${name}`));
      }
      await launched.close();
    }
  },
});

/** Saves what shows why a test failed; an app that has ended can only give its log. */
async function keepEvidence({ app, log }: LaunchedApp, path: (name: string) => string): Promise<void> {
  await writeFile(path('output.log'), log());
  try {
    for (const [index, window] of app.windows().entries()) {
      await window.screenshot({ path: path(`window-${index + 1}.png`), timeout: 5_000 });
    }
    await app.context().tracing.stop({ path: path('trace.zip') });
  } catch (error) {
    await writeFile(path('no-screenshot.txt'), String(error));
  }
}
