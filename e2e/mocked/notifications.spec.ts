// Desktop notifications in the window: their settings by keyboard alone.
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
