// The settings of the app: they outlive it, a damaged file is put aside, and the support bundle is written where a person says.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { appSettingsText } from '../../renderer/text/app-settings.ts';
import { supportText } from '../../renderer/text/support.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { unzip } from '../../scripts/electron/unzip.mjs';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';
import { answerQuestions } from './native-question.ts';
import { callFrom, goTo, install } from './person.ts';

/** The system's dialogs answer with this path from now on. */
async function choosePath({ app }: LaunchedApp, path: string): Promise<void> {
  await app.evaluate(({ dialog, shell }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    shell.showItemInFolder = (shown) => void Object.assign(globalThis, { shown });
  }, path);
}

test('what is chosen is there again after a restart, and what a newer version wrote stays', async ({ launch }) => {
  // The entry of the autostart goes below the home of the test then.
  const env = { XDG_CONFIG_HOME: undefined };
  const first = await launch({ env });
  const { home } = first;
  await goTo(first.page, 'Settings');
  await first.page.getByText(appSettingsText.clocks.h24, { exact: true }).click();
  await first.page.getByRole('switch', { name: appSettingsText.tray }).press('Space');
  await first.page.getByRole('switch', { name: appSettingsText.atLogin }).press('Space');
  const file = join(home, 'user-data', 'settings.json');
  const read = () => JSON.parse(readFileSync(file, 'utf8'));
  await expect.poll(() => read().isTrayOn).toBe(false);
  if (process.platform === 'linux') {
    const entry = join(home, '.config', 'autostart', 'odin-control-panel.desktop');
    await expect.poll(() => existsSync(entry) && readFileSync(entry, 'utf8')).toContain('"--hidden"');
  }
  await first.app.close();
  writeFileSync(file, JSON.stringify({ ...read(), ofTomorrow: { a: 1 } }));

  const second = await launch({ home, env });
  await goTo(second.page, 'Settings');
  await expect(second.page.getByRole('radio', { name: appSettingsText.clocks.h24 })).toBeChecked();
  await expect(second.page.getByRole('switch', { name: appSettingsText.tray })).not.toBeChecked();
  await expect(second.page.getByRole('switch', { name: appSettingsText.atLogin })).toBeChecked();
  await second.page.getByRole('radiogroup', { name: appSettingsText.theme }).getByText('Dark').click();
  await expect.poll(read).toMatchObject({ theme: 'dark', clock: 'h24', isTrayOn: false, ofTomorrow: { a: 1 } });
});

test('a damaged file is put aside, and that is said', async ({ launch }) => {
  const first = await launch();
  const { home } = first;
  await first.app.close();
  const file = join(home, 'user-data', 'settings.json');
  writeFileSync(file, '{ "theme": ');
  const { page } = await launch({ home });
  await expect(page.getByText(`what was there is in ${file}.broken.`)).toBeVisible();
  expect(readFileSync(`${file}.broken`, 'utf8')).toBe('{ "theme": ');
});

test('the support bundle is written where a person says, for its owner alone, as it was shown', async ({ launch }) => {
  const launched = await launch();
  const { page, app, home } = launched;
  const path = join(home, 'bundle.zip');
  await choosePath(launched, path);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: supportText.open }).click();
  const dialog = page.getByRole('dialog', { name: supportText.title });
  const preview = dialog.getByRole('region', { name: supportText.preview('diagnostics.txt') });
  await expect(preview).toContainText('Cluster: none is chosen', { timeout: 60_000 });
  await dialog.getByRole('button', { name: supportText.save }).click();
  await expect(dialog.getByText(supportText.saved(path))).toBeVisible();
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  const out = join(home, 'out');
  unzip(path, out, (name) => name);
  expect(readFileSync(join(out, 'diagnostics.txt'), 'utf8')).toContain('Cluster: none is chosen');
  await dialog.getByRole('button', { name: supportText.showFile }).click();
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { shown?: string }).shown)).toBe(path);
});

test('a kubeconfig that was opened is among the places, also after a restart, and is not written to', async ({
  launch,
}) => {
  const first = await launch();
  const { home } = first;
  const folder = join(home, 'elsewhere');
  const path = join(folder, 'team.yaml');
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'team',
    clusters: [{ name: 'team', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'me', user: { token: 'x' } }],
    contexts: [{ name: 'team', context: { cluster: 'team', user: 'me' } }],
  });
  mkdirSync(folder);
  writeFileSync(path, text, { mode: 0o600 });
  await choosePath(first, path);
  await first.page.getByRole('button', { name: welcomeText.openFile }).click();
  await expect(first.page.getByRole('button', { name: `${welcomeText.use} team` })).toBeVisible();
  await first.app.close();
  const { page } = await launch({ home });
  await expect(page.getByRole('button', { name: `${welcomeText.use} team` })).toBeVisible();
  expect((await callFrom(page, 'clusters.list', undefined)).contexts).toContainEqual(
    expect.objectContaining({ name: 'team', file: path, isCurrent: false }),
  );
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('the demo cluster begins anew once a person has agreed', async ({ launch }) => {
  const launched = await launch();
  const { page, app } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  const asked = await answerQuestions(launched, 1);
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: appSettingsText.demoReset }).click();
  await expect.poll(asked).toEqual([expect.objectContaining({ message: 'Begin anew with the demo cluster?' })]);
  await app.evaluate(() => (globalThis as unknown as { answer(): void }).answer());
  await expect(page.getByText(appSettingsText.demoDone)).toBeVisible({ timeout: 60_000 });
  await goTo(page, 'Overview');
  await expect(page.getByRole('heading', { name: 'The stack is not installed' })).toBeVisible({ timeout: 60_000 });
});
