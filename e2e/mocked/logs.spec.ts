// The page of the logs: whose, of when, further back than the kubelet, and what there is to say where that fails.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type Address, test } from './fixture.ts';
import { LOOKS } from './looks.ts';
import type { ScenarioName } from './scenarios.ts';
import { tabUntil } from './tab-until.ts';

test.describe.configure({ timeout: 90_000 });

const GRAFANA = 'logs?of=Deployment/monitoring/grafana';
const DEPLOYMENT = {
  of: 'object',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' },
};
const log = (page: Page) => page.getByRole('main').getByRole('log');
const chooser = (page: Page) => page.getByRole('button', { name: /^Whose log/ });
const earlier = (page: Page) => page.getByRole('button', { name: 'Earlier…' });

/** A scenario, an address, words that must be there, and the buttons that lead to more. */
type State = readonly [ScenarioName, Address, words: string, ...press: string[]];
const STATES: readonly State[] = [
  ['logs', 'logs', 'Choose the stack, one of its parts'],
  ['logs', 'logs', 'Search', 'Whose log: Choose a log'],
  ['logs', 'logs?of=stack', 'Keep logs for 7 days…'],
  ['logs', GRAFANA, 'was replaced by'],
  ['logs', `${GRAFANA}&previous=`, 'It ended with exit code 1'],
  ['logsKept', GRAFANA, 'Earlier…'],
  ['logsKept', GRAFANA, 'number=17', 'Earlier…'],
  ['logsKept', `${GRAFANA}&last=6h`, 'This is all of that time.'],
  ['logsPastFails', GRAFANA, 'is not ready (HTTP 503', 'Earlier…'],
  ['logsKeptSilent', GRAFANA, 'Nothing was written yet.'],
  ['logsForbidden', GRAFANA, 'may not read the log'],
];

for (const [scenario, address, words, ...presses] of STATES) {
  test(`${scenario}: ${[address, ...presses].join(' → ')}`, async ({ stage }) => {
    for (const look of LOOKS) {
      await stage.show(scenario, address, look);
      const { page } = stage;
      for (const name of presses) await page.getByRole('button', { name, exact: true }).click();
      const shown = words === 'Search' ? page.getByText('All of the stack').last() : page.getByText(words).first();
      await expect(shown).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      const size = `${look.width}x${look.height}`;
      const file = [scenario, address, ...presses].map((part) => part.replaceAll(/\W+/g, '').slice(0, 60));
      await page.screenshot({
        path: join(PROJECT, 'test-results', 'screens', `logs-${file.join('-')}-${look.theme}-${size}.png`),
        animations: 'disabled',
      });
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(isWide, `sideways scrolling, ${size}`).toBe(false);
      if (look.isChecked) expect(await seriousViolations(page), `axe, ${look.theme} ${size}`).toEqual([]);
    }
  });
}

test('a moment of the past is gone to, and read on in both directions', async ({ stage }) => {
  const { page } = stage;
  const at = Date.now() - 1_800_000;
  await stage.show('logsKept', `${GRAFANA}&at=${new Date(at).toISOString()}`);
  await expect(page.getByRole('combobox', { name: 'Of when' })).toHaveValue('at');
  await expect(
    log(page)
      .getByText(/number=/)
      .first(),
  ).toBeVisible();
  await page.screenshot({ path: join(PROJECT, 'test-results', 'screens', 'logs-moment-dark-1280x800.png') });
  const asked = (await stage.inputsOf('logs.past')) as { direction: string; from: number; until: number }[];
  expect(asked.map(({ direction }) => direction).sort()).toEqual(['backward', 'forward']);
  expect(asked.find(({ direction }) => direction === 'backward')?.until).toBe(at);
  expect(asked.find(({ direction }) => direction === 'forward')?.from).toBe(at);
  // Nothing is followed: nobody asked what is written now.
  expect(JSON.stringify(await stage.inputsOf('streams.open'))).not.toContain('"kind":"log"');
  await page.getByRole('button', { name: 'Later…' }).click();
  await expect(page.getByText('Nothing newer was written.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Of when' }).selectOption('1h');
  await expect.poll(() => page.url()).toMatch(/last=1h$/);
  await expect.poll(async () => JSON.stringify(await stage.inputsOf('streams.open'))).toContain('"sinceSeconds":3600');
});

test('a log is chosen, read further back, searched and led on by keys alone', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logsKept', 'overview');
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  await page.keyboard.press('Control+8');
  await tabUntil(page, chooser(page));
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Search workloads and pods' });
  await expect(search).toBeFocused();
  await page.keyboard.type('grafana');
  await expect(page.getByRole('option', { name: /Grafana/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toMatch(/#\/logs\?of=Deployment\/monitoring\/grafana$/);
  await expect(log(page)).toBeVisible();
  expect(await stage.inputsOf('logs.past')).toEqual([]);

  await tabUntil(page, earlier(page));
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stage.inputsOf('logs.past')).length).toBe(1);
  expect((await stage.inputsOf('logs.past'))[0]).toMatchObject({ source: DEPLOYMENT, direction: 'backward' });
  await expect(page.getByText('Asking Loki…')).toHaveCount(0);
  // What was written since is counted, and not what was read.
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  await expect(earlier(page)).toBeFocused();
  await page.keyboard.press('/');
  const field = page.getByRole('textbox', { name: 'Find in the log' });
  await expect(field).toBeFocused();
  await page.keyboard.type('number=1790');
  // Lines are gone through after the keys: an early Enter has no hit to lead to, a later one leads to the same.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByText('number=1790')).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('a line that stands 100,000 lines ago is found by its words, and the way leads back', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logsKeptLong', `${GRAFANA}&last=7d`);
  await expect(log(page).getByText(/seq=299/)).toBeVisible();
  await expect(page.getByText('Asking Loki…')).toHaveCount(0);
  const field = page.getByRole('textbox', { name: 'Find in the log' });
  const search = page.getByRole('button', { name: 'Search the past…' });
  await expect(search).toHaveCount(0);
  await field.fill('out of disk');
  await expect(log(page).getByText(/number=3$/)).toHaveCount(0);
  await search.click();
  await expect(log(page).getByText(/number=3$/)).toBeVisible();
  await expect(log(page).getByText(/number=50003$/)).toBeVisible();
  await expect(page.getByText('No other line of that time has it.')).toBeVisible();
  const asked = (await stage.inputsOf('logs.past')) as { sought?: unknown }[];
  expect(asked.filter(({ sought }) => sought !== undefined)).toMatchObject([
    { source: DEPLOYMENT, direction: 'backward', sought: { as: 'words', text: 'out of disk' } },
  ]);
  await page.getByRole('button', { name: 'Back to the whole log' }).click();
  await expect(search).toBeVisible();
  await expect(log(page).getByText(/seq=299/)).toBeVisible();

  await field.fill('/disk: .*full/');
  await search.click();
  await expect(log(page).getByText(/number=3$/)).toBeVisible();
  // What is typed anew was not searched.
  await field.fill('never written');
  await search.click();
  await expect(page.getByText('No line of that time has “never written”.')).toBeVisible();
  await field.fill('/disk(?=: )/');
  await search.click();
  await expect(page.getByText('The past cannot be searched')).toBeVisible();
  await expect(page.getByText('Loki does not know this regular expression.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back to the whole log' }).click();
  await expect(log(page).getByText(/seq=299/)).toBeVisible();
});

for (const typed of ['out of disk', 'never written', '/disk(?=: )/']) {
  test(`the past is searched for ${typed}`, async ({ stage }) => {
    const { page } = stage;
    for (const look of LOOKS) {
      await stage.show('logsKeptLong', GRAFANA, look);
      await page.getByRole('textbox', { name: 'Find in the log' }).fill(typed);
      await page.getByRole('button', { name: 'Search the past…' }).click();
      await expect(page.getByRole('button', { name: 'Back to the whole log' })).toBeVisible();
      await expect(page.getByText('Asking Loki…')).toHaveCount(0);
      const file = `logs-search-${typed.replaceAll(/\W+/g, '')}-${look.theme}-${look.width}x${look.height}.png`;
      await page.screenshot({ path: join(PROJECT, 'test-results', 'screens', file), animations: 'disabled' });
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(isWide).toBe(false);
      if (look.isChecked) expect(await seriousViolations(page)).toEqual([]);
    }
  });
}

test('any pod of the cluster is found by a part of its name, and Back leads to the log before', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logs', 'logs?of=stack');
  await expect(log(page)).toBeVisible();
  await chooser(page).click();
  await page.getByRole('combobox', { name: 'Search workloads and pods' }).fill('worker-00042 pod');
  await page.getByRole('option', { name: /worker-00042/ }).click();
  await expect.poll(() => page.url()).toMatch(/of=Pod\/demo\/worker-00042$/);
  await page.goBack();
  await expect(chooser(page)).toHaveText('All of the stack');
});

test('without Loki the offer leads to the setting that keeps logs', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logs', GRAFANA);
  await page.getByRole('button', { name: 'Keep logs for 7 days…' }).click();
  await expect(
    page.getByRole('switch', { name: 'Logs' }).or(page.getByRole('checkbox', { name: 'Logs' })),
  ).toBeVisible();
  expect(page.url()).toContain('#/stack/settings');
});

test('a Loki that fails leaves what the kubelet has, and is asked again', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logsPastFails', GRAFANA);
  await expect(page.getByText(/seq=299/)).toBeVisible();
  for (const times of [1, 2]) {
    await earlier(page).click();
    await expect(page.getByText('is not ready (HTTP 503')).toBeVisible();
    await expect.poll(async () => (await stage.inputsOf('logs.past')).length).toBe(times);
  }
  await expect(log(page).getByText(/seq=/).first()).toBeVisible();
});

test('the log of the drawer is opened as a page, in its container', async ({ stage }) => {
  const { page } = stage;
  await stage.show('logs', 'overview?open=Deployment/monitoring/grafana&tab=logs&container=grafana');
  await page.getByRole('link', { name: 'Open as page' }).click();
  await expect.poll(() => page.url()).toMatch(/#\/logs\?of=Deployment\/monitoring\/grafana&container=grafana$/);
  await expect(log(page)).toBeVisible();
});

test('an alert leads to the log of its moment', async ({ stage }) => {
  const { page } = stage;
  await stage.show('alertsMany', 'alerts');
  await page.getByText('importer-7c9d8b6f5-00003').first().click();
  await page.getByRole('link', { name: 'Show the log of that moment' }).first().click();
  await expect.poll(() => page.url()).toMatch(/#\/logs\?of=Pod\/.*&at=20/);
});
