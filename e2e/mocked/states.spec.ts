// Every page in every state: it is drawn, in both themes and in the smallest window, and axe finds nothing serious.
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type Look, test, USUAL } from './fixture.ts';
import type { ScenarioName } from './scenarios.ts';

/** A state, the page that shows it, and words that must be on it. */
const STATES: readonly (readonly [ScenarioName, 'overview' | 'gpu' | 'stack', string])[] = [
  ['firstLaunch', 'overview', 'There is no kubeconfig on this machine yet.'],
  ['firstLaunchContexts', 'overview', 'Its exec plugin "aws" is not on the PATH'],
  ['unreachable', 'overview', 'razer-blade does not answer'],
  ['connecting', 'overview', 'Connecting to razer-blade…'],
  ['lost', 'overview', 'Last seen'],
  ['demo', 'overview', 'Demo'],
  ['overviewLoading', 'overview', 'Reading the cluster’s services and pods…'],
  ['overviewError', 'overview', 'User "freya" may not list pods'],
  ['notInstalled', 'overview', 'The stack is not installed'],
  ['healthy', 'overview', 'All 5 services are healthy'],
  ['unhealthy', 'overview', 'no space left on device'],
  ['stale', 'overview', 'closed the watch and refuses a new one'],
  ['manyPods', 'overview', 'All 10000'],
  ['healthy', 'gpu', 'NVIDIA GeForce RTX 4090 Laptop GPU'],
  ['metricsLoading', 'gpu', 'Asking Prometheus…'],
  ['prometheusDown', 'gpu', 'has no ready endpoint'],
  ['notInstalled', 'gpu', 'The stack is not installed'],
  ['lostAll', 'gpu', 'K3s is not running'],
  ['notExported', 'gpu', 'Not exported by this GPU'],
  ['gaps', 'gpu', 'No sample now'],
  ['twoGpus', 'gpu', '2 GPUs'],
  ['noGpu', 'gpu', 'No GPU is reported'],
  ['notInstalled', 'stack', 'Install the stack 1.0.0'],
  ['lostAll', 'stack', 'K3s is not running'],
  ['planLoading', 'stack', 'Asking the API server what would change…'],
  ['planError', 'stack', 'unknown field "spec.replcas"'],
  ['blocked', 'stack', 'exceeded quota'],
  ['drifted', 'stack', '2 configured'],
  ['healthy', 'stack', 'Stack 1.0.0 is installed'],
  ['unfinished', 'stack', 'Stack 1.0.0 was not installed to the end'],
  ['progress', 'stack', '10 of 17 objects are healthy'],
  ['succeeded', 'stack', 'The stack is installed'],
  ['failed', 'stack', 'The install failed'],
  ['cancelled', 'stack', 'The install was cancelled'],
];

// Contrast does not depend on the window's size, nor the layout on the theme: axe looks at two of the four.
const LOOKS: readonly (Look & { readonly isChecked: boolean })[] = [
  { ...USUAL, isChecked: true },
  { ...USUAL, theme: 'light', isChecked: false },
  { theme: 'dark', width: 900, height: 600, isChecked: false },
  { theme: 'light', width: 900, height: 600, isChecked: true },
];

// Each draws the page four times and has axe look at it twice.
test.describe.configure({ timeout: 90_000 });

for (const [scenario, name, words] of STATES) {
  test(`${name}: ${scenario}`, async ({ stage }) => {
    for (const look of LOOKS) {
      await stage.show(scenario, name, look);
      await expect(stage.page.getByText(words).first()).toBeVisible();
      await stage.page.evaluate(() => document.fonts.ready);
      const size = `${look.width}x${look.height}`;
      await stage.page.screenshot({
        path: join(PROJECT, 'test-results', 'screens', `${name}-${scenario}-${look.theme}-${size}.png`),
        animations: 'disabled',
      });
      expect(await overflow(stage.page), `sideways scrolling, ${size}`).toEqual([]);
      if (look.isChecked) expect(await seriousViolations(stage.page), `axe, ${look.theme} ${size}`).toEqual([]);
    }
  });
}

/** What is wider than the window allows. */
function overflow(page: import('playwright').Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.querySelector('main'), document.querySelector('header')].flatMap((element) =>
      element !== null && element.scrollWidth > element.clientWidth ? [element.tagName] : [],
    ),
  );
}
