// The settings of the stack: searched, changed, folded, led to, and chosen from what the cluster has.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type StageWindow, test } from './fixture.ts';
import { LOOKS } from './looks.ts';
import { tabUntil } from './tab-until.ts';

test.describe.configure({ timeout: 90_000 });

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const search = (page: Page) => page.getByRole('textbox', { name: 'Search settings' });
const list = (page: Page) => page.getByRole('navigation', { name: 'Sections of the settings' });
const form = (page: Page) => page.getByRole('region', { name: 'Settings of the stack' });

async function open({ page, show }: StageWindow, scenario: Parameters<StageWindow['show']>[0] = 'healthy') {
  await show(scenario, 'stack');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(list(page)).toBeVisible();
  return page;
}

test('a search by key narrows the settings to those with the words in name, help or path', async ({ stage }) => {
  const page = await open(stage);
  await page.getByRole('heading', { name: 'Settings of the stack' }).click();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('scrapeinterval');
  await expect(form(page).getByRole('textbox')).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Scrape interval' })).toBeVisible();
  await expect(list(page).getByRole('button')).toHaveText(['Advanced']);
  await search(page).fill('deleted oldest');
  await expect(page.getByRole('textbox', { name: 'Size limit' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Scrape interval' })).toHaveCount(0);
  // What an item of a list has is found with its list.
  await search(page).fill('container image');
  await expect(page.getByRole('button', { name: 'Add exporter' })).toBeVisible();
  await search(page).fill('no such thing');
  await expect(page.getByText('No setting has “no such thing”')).toBeVisible();
  await search(page).press('Escape');
  await expect(list(page).getByRole('button')).toHaveCount(7);
});

test('what is changed has a dot, at itself and at its section, and is named in the foot until it is as before', async ({
  stage,
}) => {
  const page = await open(stage);
  const dots = page.getByRole('img', { name: 'Changed', exact: true });
  await expect(dots).toHaveCount(0);
  await page.getByRole('switch', { name: 'Logs' }).press('Space');
  const interval = page.getByRole('textbox', { name: 'Scrape interval' });
  await interval.fill('30s');
  await expect(dots).toHaveCount(2);
  await expect(list(page).getByRole('img', { name: '1 changed' })).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveText(/^2 changed: Logs, Scrape interval/);
  await search(page).fill('grafana');
  await page.getByRole('button', { name: 'Scrape interval', exact: true }).click();
  await expect(interval).toBeFocused();
  await expect(search(page)).toHaveValue('');
  await interval.fill('15s');
  await expect(page.getByRole('status')).toHaveText(/^1 changed: Logs/);
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(dots).toHaveCount(0);
  await expect(page.getByRole('switch', { name: 'Logs' })).not.toBeChecked();
});

test('settings of a part that is off are a line, which turns it on without a mouse', async ({ stage }) => {
  const page = await open(stage);
  await expect(group(page, 'Loki')).toHaveCount(0);
  await expect(page.getByText('Logs are off: 3 settings')).toBeVisible();
  const turnOn = page.getByRole('button', { name: 'Turn on Logs' });
  await tabUntil(page, turnOn);
  await page.keyboard.press('Enter');
  await expect(group(page, 'Loki').getByRole('button', { name: 'Retention 7d' })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.closest('fieldset')?.textContent)).toContain('Loki');
  await expect(page.getByRole('switch', { name: 'Logs' })).toBeChecked();
  // What was changed stays in sight when its part is turned off again.
  await group(page, 'Loki').getByRole('button', { name: 'Retention 30d' }).click();
  await page.getByRole('switch', { name: 'Logs' }).press('Space');
  await expect(group(page, 'Loki').getByRole('textbox', { name: 'Retention' })).toHaveValue('30d');
});

test('an existing Prometheus leaves those of the stack’s own out, and the line leads to it', async ({ stage }) => {
  const page = await open(stage);
  const existing = page.getByRole('switch', { name: 'Existing Prometheus' });
  await existing.press('Space');
  await expect(group(page, 'Prometheus')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Scrape interval' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show Existing Prometheus' }).first().click();
  await expect(existing).toBeFocused();
});

test('a retention is chosen by a click or typed, with what it will take', async ({ stage }) => {
  const page = await open(stage);
  const prometheus = group(page, 'Prometheus');
  const time = prometheus.getByRole('textbox', { name: 'Retention' });
  await expect(prometheus.getByText('About 2.9 GiB at 15d, by what comes in today.')).toBeVisible();
  await expect(prometheus.getByRole('button', { name: 'Retention 15d', pressed: true })).toBeVisible();
  await prometheus.getByRole('button', { name: 'Retention 90d' }).click();
  await expect(time).toHaveValue('90d');
  await expect(prometheus.getByText('About 17.6 GiB at 90d: the size limit of 8GB deletes')).toBeVisible();
  await time.fill('10d');
  await expect(prometheus.getByText('About 2 GiB at 10d')).toBeVisible();
  await time.fill('often');
  await expect(prometheus.getByText(/^About/)).toHaveCount(0);
});

test('classes are chosen from those of the cluster', async ({ stage }) => {
  const page = await open(stage);
  const storage = group(page, 'Prometheus').getByRole('combobox', { name: 'Storage class' });
  await expect(storage.getByRole('option')).toHaveText([
    'Default of the cluster (local-path)',
    'fast-nvme',
    'local-path',
  ]);
  await storage.selectOption('fast-nvme');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect
    .poll(() => stage.inputsOf('stack.plan'))
    .toContainEqual(
      expect.objectContaining({
        settings: { version: 1, prometheus: { storage: { storageClassName: 'fast-nvme' } } },
      }),
    );
});

test('who may not list classes types one, and nothing is estimated where nobody tells', async ({ stage }) => {
  const page = await open(stage, 'settingsUntold');
  const storage = group(page, 'Prometheus').getByRole('textbox', { name: 'Storage class' });
  await expect(storage).toHaveAccessibleDescription(/may not list storageclasses.*\. Type the name\./);
  await storage.fill('fast-nvme');
  await expect(page.getByRole('status')).toHaveText(/^1 changed: Prometheus: Storage class/);
  await expect(page.getByText(/by what comes in today/)).toHaveCount(0);
});

test('the palette leads to a setting, again and with what was typed kept, and so does an address', async ({
  stage,
}) => {
  const { page } = stage;
  await stage.show('healthy', 'overview');
  const interval = page.getByRole('textbox', { name: 'Scrape interval' });
  const goByPalette = async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Run a command' })).toBeFocused();
    await page.keyboard.type('setting scrape int');
    const option = page.getByRole('option', { selected: true });
    await expect(option).toHaveText('Setting: Scrape intervalAdvanced');
    await page.keyboard.press('Enter');
    await expect(interval).toBeFocused();
  };
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await goByPalette();
  await interval.fill('30s');
  await page.getByRole('tab', { name: 'History' }).click();
  await goByPalette();
  await expect(interval).toHaveValue('30s');
  await page.evaluate(() => {
    window.location.hash = '#/stack/settings?setting=network';
  });
  await expect(page.getByRole('region', { name: 'Network' })).toBeFocused();
  await page.evaluate(() => {
    window.location.hash = '#/stack/settings?setting=loki.retention';
  });
  await expect(page.getByRole('button', { name: 'Turn on Logs' })).toBeFocused();
});

test('the list leads to each section and tells which is in sight', async ({ stage }) => {
  const page = await open(stage);
  for (const name of ['Advanced', 'Storage and retention', 'Parts']) {
    await list(page).getByRole('button', { name }).press('Enter');
    await expect(page.getByRole('region', { name, exact: true })).toBeFocused();
    await expect(page.getByRole('region', { name, exact: true })).toBeInViewport();
    await expect(list(page).locator('[aria-current]')).toHaveText(name);
  }
});

test('a search and a change are drawn in both themes and sizes', async ({ stage }) => {
  const { page } = stage;
  for (const look of LOOKS) {
    await stage.show('settings', 'stack', look);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await group(page, 'Prometheus').getByRole('button', { name: 'Retention 90d' }).click();
    await page.getByRole('switch', { name: 'Logs' }).press('Space');
    await expect(page.getByText('Logs are off: 3 settings')).toBeVisible();
    await list(page).getByRole('button', { name: 'Storage and retention' }).click();
    await page.evaluate(() => document.fonts.ready);
    const size = `${look.width}x${look.height}`;
    for (const typed of ['', 'storage']) {
      await search(page).fill(typed);
      const name = `settings-${typed === '' ? 'changed' : 'searched'}-${look.theme}-${size}.png`;
      await page.screenshot({ path: join(PROJECT, 'test-results', 'screens', name), animations: 'disabled' });
      if (look.isChecked) expect(await seriousViolations(page), `axe, ${look.theme} ${size}`).toEqual([]);
    }
    // No control is cut off at the right.
    const { right } = (await form(page).evaluate((area) => area.getBoundingClientRect().toJSON())) as DOMRect;
    const inputs = await form(page)
      .getByRole('textbox')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
    expect(Math.max(...inputs)).toBeLessThanOrEqual(right);
  }
});
