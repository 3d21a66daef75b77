// Alerts, on the Overview page and in the sidebar: live, by keyboard, and from there into Grafana.
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import type { Input } from '../../shared/ipc/types.ts';
import { test } from './fixture.ts';
import { quiet, some } from './fixtures/alerts.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Alerts', exact: true });
const summaries = (page: Page) => card(page).locator('tbody button[aria-expanded]');

test('what starts to fire appears, is counted in the sidebar, and goes again', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(page.getByText('no alert fires')).toBeVisible();
  await expect(card(page)).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Alerts', exact: true })).toBeVisible();
  await stage.emit('alerts.changed', some);
  await expect(page.getByRole('link', { name: 'Alerts 3 alerts fire' })).toBeVisible();
  await expect(card(page)).toContainText('3 fire, 1 silenced or inhibited');
  await expect(summaries(page)).toHaveCount(3);
  await expect(page.getByText('no alert fires')).toHaveCount(0);
  await stage.emit('alerts.changed', quiet);
  await expect(page.getByText('no alert fires')).toBeVisible();
  await expect(card(page)).toHaveCount(0);
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
  await expect(card(page).getByRole('link', { name: 'Node/razer-blade' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Open dashboard' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana', dashboard: 'odin-gpu' }]);
});

test('an alert is silenced for a while and a reason, and a silence is ended', async ({ stage }) => {
  await stage.show('alerts', 'overview');
  const { page } = stage;
  await summaries(page).first().click();
  const form = card(page).getByRole('form', { name: 'Silence' });
  const silence = form.getByRole('button', { name: 'Silence' });
  await expect(silence).toBeDisabled();
  await form.getByText('8 h').click();
  await form.getByRole('textbox', { name: 'Reason' }).fill(' The fan is being replaced ');
  await page.screenshot({ path: 'test-results/screens/alert-silence.png' });
  await silence.click();
  await expect.poll(() => stage.inputsOf('silences.create')).toHaveLength(1);
  const [made] = await stage.inputsOf('silences.create');
  const { endsAt, comment } = made as Input<'silences.create'>;
  expect(comment).toBe('The fan is being replaced');
  expect(Math.abs(endsAt - Date.now() - 8 * 3_600_000)).toBeLessThan(120_000);

  await card(page)
    .getByRole('button', { name: /^Show all/ })
    .click();
  await summaries(page).last().click();
  await expect(card(page)).toContainText('Silenced by freya (ODIN Control Panel)');
  await card(page).getByRole('button', { name: 'End the silence' }).click();
  await expect.poll(() => stage.inputsOf('silences.expire')).toHaveLength(1);
});

test('the tabs of the page are addresses: walked by keyboard, gone back to, and kept under a drawer', async ({
  stage,
}) => {
  await stage.show('alerts', 'alerts');
  const { page } = stage;
  const hash = () => page.evaluate(() => location.hash);
  await expect(page.getByRole('heading', { name: '3 alerts fire' })).toBeVisible();
  await page.getByRole('tab', { name: 'Firing' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Silenced', selected: true })).toBeFocused();
  expect(await hash()).toBe('#/alerts/silenced');
  await page.getByRole('link', { name: 'Pod/demo/reports-6f7d9c8b4-9hj2k' }).click();
  await expect.poll(hash).toContain('#/alerts/silenced?open=Pod/demo/');
  await expect(page.getByRole('tab', { name: 'Silenced', selected: true })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Firing', selected: true })).toBeVisible();
});

test('a silence is ended from the list of them', async ({ stage }) => {
  await stage.show('alerts', 'alerts');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Silenced' }).click();
  const silences = page.getByRole('table', { name: 'Silences' });
  await expect(silences).toContainText('freya (ODIN Control Panel)');
  // After 23:10 it ends on another day.
  await expect(silences).toContainText(/Ends at (\w{3} \d+, \d{4}, )?\d+:\d\d/);
  await silences.getByRole('button', { name: /^End it now/ }).click();
  await expect.poll(() => stage.inputsOf('silences.expire')).toEqual([{ id: '5f3c8a52-6f0e-4a4e-9d3e-0c6c9c8f1a11' }]);
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

test('a silence ends at a day and time that a person names, and is taken back', async ({ stage }) => {
  await stage.show('alerts', 'alerts');
  const { page } = stage;
  const row = page.getByRole('row', { name: /is hot/ });
  await expect(row).toContainText('93 °C');
  await expect(page.getByRole('row', { name: /close to its memory limit/ })).toContainText('97 %');
  await row.getByRole('button').first().click();
  const form = page.getByRole('form', { name: 'Silence' });
  await expect(form).toContainText(/Ends at /);
  await form.getByText('until…').click();
  await expect(form).toContainText('Choose a day and a time.');
  await form.getByRole('textbox', { name: 'Reason' }).fill('The fan is being replaced');
  await form.getByLabel('Until', { exact: true }).fill('2020-01-01T10:00');
  await expect(form).toContainText('This moment is past: choose a later one.');
  await expect(form.getByRole('button', { name: 'Silence' })).toBeDisabled();
  await form.getByLabel('Until', { exact: true }).fill(`${new Date().getFullYear() + 3}-01-01T10:00`);
  await expect(form).toContainText('A silence lasts 31 days at most.');
  const until = new Date(Date.now() + 20 * 86_400_000);
  until.setHours(18, 40, 0, 0);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${until.getFullYear()}-${two(until.getMonth() + 1)}-${two(until.getDate())}`;
  await form.getByLabel('Until', { exact: true }).fill(`${day}T18:40`);
  await expect(form).toContainText(/Ends at .*\d{4}, (6:40\sPM|18:40)/);
  await page.screenshot({ path: 'test-results/screens/alert-silence-until.png' });
  await form.getByRole('button', { name: 'Silence' }).click();
  await expect
    .poll(() => stage.inputsOf('silences.create'))
    .toEqual([expect.objectContaining({ endsAt: until.getTime(), comment: 'The fan is being replaced' })]);
  await expect(page.getByText(/^Silenced until /)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => stage.inputsOf('silences.expire')).toEqual([{ id: '5f3c8a52-6f0e-4a4e-9d3e-0c6c9c8f1a11' }]);
});

test('a silence that was ended is made anew', async ({ stage }) => {
  await stage.show('alerts', 'alerts');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Silenced' }).click();
  await page.getByRole('button', { name: /^End it now/ }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => stage.inputsOf('silences.restore')).toEqual([{ id: '5f3c8a52-6f0e-4a4e-9d3e-0c6c9c8f1a11' }]);
});
