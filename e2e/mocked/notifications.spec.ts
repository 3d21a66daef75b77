// Desktop notifications in the window: their settings by keyboard alone, and a click on one leads to its object.
import { expect } from 'playwright/test';
import { test } from './fixture.ts';

test('the settings are chosen with the keyboard, and each counts at once', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const button = page.getByRole('button', { name: 'Notifications…' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Notifications' });
  const from = dialog.getByLabel('From');
  await expect(dialog.getByRole('switch', { name: 'Show notifications' })).toBeChecked();
  await expect(from).toBeDisabled();
  await dialog.getByRole('switch', { name: 'Quiet hours' }).press('Space');
  await expect(from).toBeEnabled();
  await from.fill('21:30');
  await expect(dialog.getByLabel('To')).toHaveValue('07:00');
  const quietHours = { isOn: true, from: '22:00', to: '07:00' };
  await expect
    .poll(() => stage.inputsOf('notifications.set'))
    .toEqual([
      { isOn: true, quietHours },
      { isOn: true, quietHours: { ...quietHours, from: '21:30' } },
    ]);
  await dialog.getByRole('button', { name: 'Send a test' }).press('Enter');
  await expect.poll(() => stage.inputsOf('notifications.test')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('half a time is not kept, and the field shows what is', async ({ stage }) => {
  await stage.show('quietNights', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Notifications…' }).click();
  const from = page.getByLabel('From');
  await from.fill('');
  await from.blur();
  await expect(from).toHaveValue('22:00');
  expect(await stage.inputsOf('notifications.set')).toEqual([]);
});

test('a click on a notification opens its object, and is over then', async ({ stage }) => {
  await stage.show('healthy', 'gpu');
  const { page } = stage;
  await page.getByRole('heading', { level: 1 }).waitFor();
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
  await stage.emit('app.opening', { id: 'one', object });
  await expect(page).toHaveURL(/#\/overview\?open=Deployment\/monitoring\/grafana$/);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await expect.poll(() => stage.inputsOf('app.opened')).toEqual([{ id: 'one' }]);
  await stage.emit('app.opening', { id: 'two' });
  await expect(page).toHaveURL(/#\/overview$/);
});

test('a window that opens for a click asks for what it is to show', async ({ stage }) => {
  await stage.show('clickedNotification', 'gpu');
  await expect(stage.page).toHaveURL(/#\/overview\?open=Node\/\/razer-blade$/);
  await expect.poll(() => stage.inputsOf('app.opened')).toEqual([{ id: 'one' }]);
});
