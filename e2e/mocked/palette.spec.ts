// The palette and the list of shortcuts: drawn in both themes and sizes, looked at by axe, and used by keyboard alone.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { test } from './fixture.ts';
import { some } from './fixtures/alerts.ts';
import { healthy } from './fixtures/overview.ts';
import { LOOKS } from './looks.ts';
import type { ScenarioName } from './scenarios.ts';

test.describe.configure({ timeout: 90_000 });

const palette = (page: Page) => page.getByRole('listbox', { name: 'Run a command' });
const shortcuts = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

/** A scenario, the keys that are pressed and what is typed then, and words that must be there. */
const STATES: readonly (readonly [name: string, ScenarioName, keys: string, typed: string, words: string])[] = [
  ['palette', 'problems', 'Control+k', '', 'Silence an alert…'],
  ['palette-typed', 'healthy', 'Control+k', 'graf', 'Logs of Grafana'],
  ['palette-long', 'longParts', 'Control+k', 'www', 'Restart wwwww'],
  ['palette-nothing', 'healthy', 'Control+k', 'zzzz', 'No command has these words.'],
  ['palette-no-stack', 'notInstalled', 'Control+k', '', 'Install the stack…'],
  ['shortcuts', 'healthy', '?', '', 'Follow the end again'],
];

for (const [name, scenario, keys, typed, words] of STATES) {
  test(`${name} is drawn`, async ({ stage }) => {
    for (const look of LOOKS) {
      await stage.show(scenario, 'overview', look);
      const { page } = stage;
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await page.keyboard.press(keys);
      if (typed !== '') {
        // What is typed before it is open goes to the page below.
        await expect(page.getByRole('combobox')).toBeFocused();
        await page.keyboard.type(typed);
      }
      await expect(page.getByText(words).first()).toBeVisible();
      await page.evaluate(() => document.fonts.ready);
      const size = `${look.width}x${look.height}`;
      await page.screenshot({
        path: join(PROJECT, 'test-results', 'screens', `${name}-${look.theme}-${size}.png`),
        animations: 'disabled',
      });
      if (look.isChecked) expect(await seriousViolations(page), `axe, ${look.theme} ${size}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });
}

test('a restart that is chosen is asked about in the drawer, and nothing is done before', async ({ stage }) => {
  await stage.show('inspector', 'overview');
  const { page } = stage;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('rg');
  await expect(palette(page).getByRole('option', { selected: true })).toHaveText('Restart Grafana…');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Restart Grafana?').or(page.getByText('Restart grafana?')).first()).toBeVisible();
  expect(await stage.inputsOf('objects.run')).toEqual([]);
});

test('things are found by a few letters, and stand at the top the next time', async ({ stage }) => {
  await stage.show('healthy', 'gpu');
  const { page } = stage;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('grafana-5c');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/gpu\?open=Pod\/monitoring\/grafana-5c/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const recent = palette(page).getByRole('group', { name: 'Recent' });
  await expect(recent.getByRole('option')).toHaveText([/^grafana-5c/]);
});

test('Grafana’s password is copied without being shown', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('pass');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('grafana.copyPassword')).toHaveLength(1);
  expect(await stage.inputsOf('grafana.showPassword')).toEqual([]);
});

test('what goes while the palette is open takes no other command’s place', async ({ stage }) => {
  await stage.show('alerts', 'overview');
  const { page } = stage;
  await expect(page.getByText('GPU 0 of razer-blade is hot').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  const chosen = palette(page).getByRole('option', { selected: true });
  await expect(palette(page).getByRole('option', { name: 'Silence an alert…' })).toBeVisible();
  for (let step = 0; step < 20 && (await chosen.textContent()) !== 'Silence an alert…'; step++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(chosen).toHaveText('Silence an alert…');
  await stage.emit('alerts.changed', { ...some, alerts: [] } as typeof some);
  await expect(chosen).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();
  expect(await page.evaluate(() => window.location.hash)).toBe('#/overview');
});

test('what comes while the palette is open leaves the choice where it is', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  // The last one, above which others come and go.
  await page.keyboard.press('ArrowUp');
  const chosen = palette(page).getByRole('option', { selected: true });
  await expect(chosen).toHaveText(/^Use /);
  const words = await chosen.textContent();
  await stage.emit('alerts.changed', some);
  await expect(palette(page).getByRole('option', { name: 'GPU 0 of razer-blade is hot' })).toBeVisible();
  await stage.emit('overview.changed', { ...healthy, parts: healthy.parts.slice(1) });
  await expect(chosen).toHaveText(words ?? '');
});

test('? shows the shortcuts from anywhere but a field, and from the help', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('?');
  await expect(page.getByRole('textbox', { name: 'Filter' })).toHaveValue('?');
  await expect(shortcuts(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(shortcuts(page).getByText('Run a command')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(shortcuts(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts(page)).toHaveCount(0);
});
