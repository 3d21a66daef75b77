// The settings of the app, its versions and licences, and its support bundle: by keyboard, in both themes and sizes.
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { seriousViolations } from './axe.ts';
import { test } from './fixture.ts';
import { LOOKS } from './looks.ts';

const screen = (name: string) => `test-results/screens/${name}.png`;

async function openHelp(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('dialog', { name: 'Help' }).getByRole('button', { name: item }).click();
}

for (const look of LOOKS) {
  const name = `${look.theme}-${look.width}x${look.height}`;

  test(`the settings and its dialogs are drawn, ${name}`, async ({ stage }) => {
    await stage.show('healthy', 'settings', look);
    const { page } = stage;
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send a test' })).toBeVisible();
    await page.screenshot({ path: screen(`settings-${name}`) });
    expect(await seriousViolations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Support bundle…' }).click();
    const bundle = page.getByRole('dialog', { name: 'Support bundle' });
    await expect(bundle.getByRole('region', { name: 'What is in diagnostics.txt' })).toContainText('Electron 45.4.1');
    await bundle.getByRole('button', { name: /^odin\.log/ }).click();
    await expect(bundle).toContainText('Only the beginning is shown here');
    await bundle.getByRole('button', { name: 'Save…' }).click();
    await expect(bundle).toContainText('Saved as /home/freya/Documents/odin-support-2026-11-28-1402.zip.');
    await page.screenshot({ path: screen(`support-bundle-${name}`) });
    expect(await seriousViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(bundle).toHaveCount(0);

    await page.getByRole('button', { name: 'About ODIN' }).click();
    const about = page.getByRole('dialog', { name: 'About ODIN Control Panel' });
    await expect(about).toContainText('146.0.7650.2');
    await page.screenshot({ path: screen(`about-${name}`) });
    expect(await seriousViolations(page)).toEqual([]);
  });
}

test('what is chosen counts at once, and times are written by the clock that was chosen', async ({ stage }) => {
  await stage.show('alerts', 'settings');
  const { page } = stage;
  await page.getByText('24 h', { exact: true }).click();
  await expect(page.getByText(/^It is ([01]\d|2[0-3]):[0-5]\d now\.$/)).toBeVisible();
  await page.getByText('12 h', { exact: true }).click();
  await expect(page.getByText(/^It is \d{1,2}:[0-5]\d\s[AP]M now\.$/)).toBeVisible();
  await page.getByRole('switch', { name: 'Tray icon' }).press('Space');
  await expect(page.getByText('The tray icon is off: closing the window quits.')).toBeVisible();
  await page.getByRole('switch', { name: 'Start at login' }).press('Space');
  await expect(page.getByRole('switch', { name: 'Start at login' })).toBeChecked();
  expect(await stage.inputsOf('app.change')).toEqual([
    { clock: 'h24' },
    { clock: 'h12' },
    { isTrayOn: false },
    { startsAtLogin: true },
  ]);
  await page.getByRole('button', { name: 'Begin anew…' }).click();
  await expect(page.getByText('The demo cluster began anew')).toBeVisible();
});

test('the settings are there without a cluster, by their key and by name', async ({ stage }) => {
  await stage.show('firstLaunch', 'overview');
  const { page } = stage;
  await expect(page.getByRole('heading', { name: 'Choose a cluster' })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Run a command' }).fill('where it is kept');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Where it is kept' })).toBeFocused();
});

test('the help menu leads to versions and licences, which can be copied and read', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await openHelp(page, 'About ODIN');
  const about = page.getByRole('dialog', { name: 'About ODIN Control Panel' });
  await about.getByRole('button', { name: 'Copy versions' }).click();
  await expect.poll(() => stage.clipboardText()).toContain('Chromium 146.0.7650.2');
  await about.getByRole('button', { name: /^recharts/ }).click();
  await expect(about.getByRole('region', { name: 'Licence of recharts' })).toContainText(
    'Permission is hereby granted',
  );
  expect(await stage.inputsOf('app.license')).toEqual([{ name: 'recharts', version: '6.2.0' }]);
  await about.getByRole('button', { name: 'All packages' }).press('Enter');
  await expect(about.getByRole('button', { name: /^zod/ })).toBeVisible();
});

test('the support bundle is looked through before it is saved, and its folder is shown', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await openHelp(page, 'Support bundle…');
  const bundle = page.getByRole('dialog', { name: 'Support bundle' });
  await expect(bundle.getByRole('list', { name: 'Files of the bundle' }).getByRole('button')).toHaveCount(4);
  await expect(bundle).toContainText('4 files, 1.4 MiB');
  expect(await stage.inputsOf('support.save')).toEqual([]);
  await bundle.getByRole('button', { name: 'Save…' }).click();
  await bundle.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(() => stage.inputsOf('support.showFile')).toHaveLength(1);
});

test('a dashboard is opened by its name, and only where there is a Grafana', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const search = page.getByRole('combobox', { name: 'Run a command' });
  await page.keyboard.press('Control+k');
  await search.fill('dashboard');
  await expect(page.getByRole('option', { name: 'Open dashboard: Node' })).toBeVisible();
  await search.fill('dashboard gpu');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana', dashboard: 'odin-gpu' }]);
  await stage.show('notInstalled', 'overview');
  await expect(page.getByRole('heading', { name: 'The stack is not installed' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await search.fill('dashboard');
  await expect(page.getByRole('option', { name: /^Open dashboard/ })).toHaveCount(0);
});
