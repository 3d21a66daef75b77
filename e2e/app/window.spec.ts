// The app starts and shows its window.
import { expect } from 'playwright/test';
import { test } from './fixture.ts';

test('opens a window with the product as its title', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page).toHaveTitle('ODIN Control Panel');
  expect(await app.evaluate(({ app }) => app.getName())).toBe('ODIN Control Panel');
});
