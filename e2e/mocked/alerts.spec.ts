// Alerts, on the Overview page and in the sidebar: live, by keyboard, and from there into Grafana.
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { test } from './fixture.ts';
import { quiet, some } from './fixtures/alerts.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Alerts', exact: true });
const summaries = (page: Page) => card(page).locator('tbody button[aria-expanded]');

test('what starts to fire appears, is counted in the sidebar, and goes again', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(card(page)).toContainText('Nothing fires.');
  await expect(page.getByRole('link', { name: 'Overview', exact: true })).toBeVisible();
  await stage.emit('alerts.changed', some);
  await expect(page.getByRole('link', { name: 'Overview 3 alerts fire' })).toBeVisible();
  await expect(card(page)).toContainText('3 fire, 1 silenced or inhibited');
  await expect(summaries(page)).toHaveCount(3);
  await stage.emit('alerts.changed', quiet);
  await expect(card(page)).toContainText('Nothing fires.');
  await expect(summaries(page)).toHaveCount(0);
  expect(await stage.inputsOf('alerts.list')).toHaveLength(1);
});

test('an alert says what to do and leads to its dashboard, without a mouse', async ({ stage }) => {
  await stage.show('alerts', 'overview');
  const { page } = stage;
  await summaries(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(card(page).getByRole('heading', { name: 'What to do' })).toBeVisible();
  await expect(card(page).getByText('sudo nvidia-smi -i 0 -pl <watts>')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Open dashboard' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana', dashboard: 'odin-gpu' }]);
});

test('of many the most urgent are shown, and the rest on demand', async ({ stage }) => {
  await stage.show('alertsMany', 'overview');
  const { page } = stage;
  await expect(summaries(page)).toHaveCount(5);
  await expect(summaries(page).first()).toContainText('is hot');
  await page.getByRole('button', { name: 'Show all 60' }).click();
  await expect(summaries(page)).toHaveCount(60);
  await page.getByRole('button', { name: 'Show fewer' }).click();
  await expect(summaries(page)).toHaveCount(5);
});
