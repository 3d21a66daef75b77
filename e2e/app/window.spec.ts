// The app starts and shows its window.
import { expect } from 'playwright/test';
import { test } from './fixture.ts';

test('opens a window with the product as its title', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page).toHaveTitle('ODIN Control Panel');
  expect(await app.evaluate(({ app }) => app.getName())).toBe('ODIN Control Panel');
});

test('the menu makes the text larger, and as it was', async ({ launch }) => {
  const { app, page } = await launch();
  const zoom = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0);
  const choose = (role: string) =>
    app.evaluate(({ BrowserWindow, Menu }, role) => {
      const [window] = BrowserWindow.getAllWindows();
      const all = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      all.find((item) => item.role?.toLowerCase() === role)?.click(undefined, window, window?.webContents);
    }, role);
  await expect(page).toHaveTitle('ODIN Control Panel');
  expect(await zoom()).toBe(1);
  await choose('zoomin');
  await expect.poll(zoom).toBeGreaterThan(1);
  await choose('resetzoom');
  await expect.poll(zoom).toBe(1);
});
