// The inspector: every view in every state, drawn in both themes and sizes, and looked at by axe; then by keyboard alone.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type Address, test } from './fixture.ts';
import { LOOKS } from './looks.ts';
import type { ScenarioName } from './scenarios.ts';

const POD = 'Pod/monitoring/grafana-5c9f8d7b6-x2v9k';
const DEPLOYMENT = 'Deployment/monitoring/grafana';
const at = (open: string): Address => `overview?open=${open}`;
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

/** A scenario, what is opened, words that must be there, and the buttons that lead to more. */
type State = readonly [ScenarioName, open: string, words: string | RegExp, ...press: string[]];
const STATES: readonly State[] = [
  ['inspector', DEPLOYMENT, 'reads and writes /var/lib/grafana'],
  ['inspector', POD, 'fix-owner'],
  ['inspectorCrash', POD, 'Grafana crashes: no space left'],
  ['inspectorStopped', DEPLOYMENT, 'Grafana is scaled to zero: nothing of it runs'],
  ['inspectorSilent', POD, /grafana-5c9f8d7b6-x2v9k/],
  ['inspectorRefused', POD, 'The API server answered 503.'],
  ['inspectorGone', POD, 'was deleted'],
  ['inspectorStale', POD, 'refuses a new one'],
  ['inspectorNotFound', POD, 'It is not there'],
  ['inspectorForbidden', 'Secret/monitoring/grafana', 'It may not be read'],
  ['inspectorUnsupported', 'IngressRoute.v1alpha1.traefik.io/monitoring/x', 'This cluster has no such kind'],
  ['inspectorLong', POD, 'container-0'],
  ['inspectorUnspoken', POD, 'No numbers: neither Prometheus'],
  ['inspectorCrash', `${POD}&tab=events`, 'Back-off restarting failed container'],
  ['inspectorLong', `${POD}&tab=events`, '99999 times'],
  ['inspectorUnspoken', `${POD}&tab=events`, 'may not be read'],
  ['inspector', `${POD}&tab=logs`, 'a title'],
  ['inspector', `${DEPLOYMENT}&tab=logs`, 'was replaced by'],
  ['inspector', `${POD}&tab=logs`, 'a title', 'Wrap'],
  ['inspectorCrash', `${POD}&tab=logs`, 'It ended with exit code 1'],
  ['inspectorLogRefused', `${POD}&tab=logs`, 'may not read the log'],
  ['inspectorLogBroken', `${POD}&tab=logs`, 'It is tried again.'],
  ['inspectorLogSilent', `${POD}&tab=logs`, 'Nothing was written yet.'],
  ['inspector', `${DEPLOYMENT}&tab=yaml`, 'readinessProbe'],
  ['inspector', `${DEPLOYMENT}&tab=yaml`, 'readinessProbe', 'Edit'],
  ['inspector', `${POD}&tab=shell`, '/usr/share/grafana'],
  ['inspectorShellEnded', `${POD}&tab=shell`, 'exit code 130'],
  ['inspectorShellFailed', `${POD}&tab=shell`, 'has no shell'],
  ['inspector', DEPLOYMENT, 'is not reachable for about 10 s', 'Restart…'],
];

test.describe.configure({ mode: 'parallel', timeout: 90_000 });

for (const [scenario, open, words, ...presses] of STATES) {
  test(`${scenario}: ${[open, ...presses].join(' → ')}`, async ({ stage }) => {
    for (const look of LOOKS) {
      await stage.show(scenario, at(open), look);
      const inspector = drawer(stage.page);
      for (const name of presses) await inspector.getByRole('button', { name, exact: true }).click();
      await expect(inspector.getByText(words).first()).toBeVisible();
      await stage.page.evaluate(() => document.fonts.ready);
      const size = `${look.width}x${look.height}`;
      const file = [`inspector-${scenario}`, open, ...presses].map((part) => part.replaceAll(/\W+/g, '').slice(0, 60));
      await stage.page.screenshot({
        path: join(PROJECT, 'test-results', 'screens', `${file.join('-')}-${look.theme}-${size}.png`),
        animations: 'disabled',
      });
      expect(await widerThanItself(inspector), `sideways scrolling, ${size}`).toBe(false);
      if (look.isChecked) expect(await seriousViolations(stage.page), `axe, ${look.theme} ${size}`).toEqual([]);
    }
  });
}

function widerThanItself(inspector: Locator): Promise<boolean> {
  return inspector.evaluate((element) => element.scrollWidth > element.clientWidth);
}
