// The pages over answers that would act: direction marks, controls, markup, links, texts without end. All is shown, and only that.
import { expect } from 'playwright/test';
import { type Address, type StageWindow, test } from './fixture.ts';
import type { ScenarioName } from './scenarios.ts';

/** A state and the tabs and buttons that lead to more of it. */
const STATES: readonly (readonly [ScenarioName, Address, ...string[]])[] = [
  ['firstLaunchCareless', 'overview'],
  ['unreachable', 'overview'],
  ['loggingIn', 'overview'],
  ['unhealthy', 'overview'],
  ['stale', 'overview'],
  ['overviewError', 'overview'],
  ['alerts', 'overview'],
  ['alertsUnreachable', 'overview'],
  ['failedWayBack', 'overview'],
  ['mishap', 'overview'],
  ['asleepOverview', 'overview'],
  ['problems', 'overview'],
  ['longParts', 'overview'],
  ['noNumbers', 'overview'],
  ['manyRecent', 'overview'],
  ['twoGpus', 'gpu'],
  ['asleep', 'gpu'],
  ['oneOfTwoAsleep', 'gpu'],
  ['processes', 'gpu'],
  ['manyHolders', 'gpu'],
  ['xidsOfTwo', 'gpu'],
  ['prometheusDown', 'gpu'],
  ['metricsRemarked', 'gpu'],
  ['healthy', 'stack', 'Settings'],
  ['blocked', 'stack'],
  ['planError', 'stack'],
  ['healthy', 'stack'],
  ['upgrade', 'stack/plan'],
  ['conflicts', 'stack/plan'],
  ['progress', 'stack'],
  ['failed', 'stack'],
  ['history', 'stack', 'History'],
  ['helmReleases', 'stack', 'History'],
  ['drift', 'stack', 'By hand'],
  ['doctorRefused', 'doctor'],
  ['doctorElsewhere', 'doctor'],
  ['placeMicroK8s', 'doctor'],
  ['firstLaunchPlaces', 'overview'],
  ['inspectorCrash', 'overview?open=Pod/monitoring/grafana-0', 'Events'],
  ['inspectorCrash', 'overview?open=Pod/monitoring/grafana-0', 'YAML'],
  ['inspectorCrash', 'overview?open=Pod/monitoring/grafana-0', 'Logs'],
  ['inspectorGone', 'overview?open=Pod/monitoring/grafana-0'],
  ['inspectorForbidden', 'overview?open=Secret/monitoring/grafana'],
  ['inspectorShellFailed', 'overview?open=Pod/monitoring/grafana-0', 'Shell'],
  ['logsKept', 'logs?of=Deployment/monitoring/grafana&last=6h'],
];

for (const [scenario, name, ...tabs] of STATES) {
  test(`${[scenario, 'on', name, ...tabs].join(' ')}: nothing acts`, async ({ stage }) => {
    const { page } = stage;
    await stage.showHostile(scenario, name);
    await expect(page.locator('body')).toContainText('odin-evil');
    for (const tab of tabs) await page.getByRole('tab', { name: tab }).click();
    await expectHarmless(stage);
    await page.getByRole('banner').getByRole('button').first().click();
    await expectHarmless(stage);
  });
}

test('what Prometheus answers to free PromQL, and what it has to complete it: nothing acts', async ({ stage }) => {
  const { page } = stage;
  await stage.showHostile('exploreLong', 'explore');
  const box = page.getByRole('textbox', { name: 'PromQL expression' });
  await box.fill('node');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectHarmless(stage);
  for (const view of ['Table', 'Chart']) {
    await page.getByRole('radio', { name: view }).press('Space');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('row').nth(1).getByRole('button').last().click();
    await expect(page.locator('main')).toContainText('odin-evil');
    await expectHarmless(stage);
  }
});

test('an action that fails is told harmlessly, and its remedy is one line', async ({ stage }) => {
  const { page } = stage;
  await stage.showHostile('openFails', 'overview');
  await page.getByRole('button', { name: 'Open Grafana' }).first().click();
  const alert = page.getByRole('alert').filter({ hasText: 'odin-evil' });
  await expect(alert).toBeVisible();
  await expectHarmless(stage);
  await alert.getByRole('button', { name: /^Copy/ }).click();
  expect(await stage.clipboardText()).toBe('true\\nodin-evil   True   1s');
});

/** All that is read of the page, by eye or by ear, and where its links lead. */
async function expectHarmless({ page }: StageWindow): Promise<void> {
  const seen = await page.evaluate(() => {
    const attributes = [...document.querySelectorAll('[title],[aria-label],[alt],[placeholder]')].flatMap((element) =>
      ['title', 'aria-label', 'alt', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    return {
      texts: [document.body.innerText, document.title, ...attributes].join('\n'),
      links: [...document.querySelectorAll('a[href],area[href]')].map((link) => link.getAttribute('href') ?? ''),
      foreign: document.querySelectorAll('img, iframe, object, embed, b').length,
    };
  });
  expect(seen.texts.match(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu) ?? []).toEqual([]);
  expect(seen.links.filter((link) => !link.startsWith('#/'))).toEqual([]);
  expect(seen.foreign).toBe(0);
  expect(await page.title()).toBe('ODIN Control Panel');
}
