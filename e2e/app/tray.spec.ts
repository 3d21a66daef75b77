// The whole app on a desktop with a tray, and on one without.
import { expect } from 'playwright/test';
import { shellText } from '../../renderer/text/shell.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoFailure } from './demo-failure.ts';
import { callFrom, catchBrowser, install } from './person.ts';
import { test } from './tray-fixture.ts';

test('tells of a pod that breaks and heals with the window closed, opens it again, and quits', async ({
  desktop,
  launch,
}) => {
  await desktop.startPanel();
  const launched = await launch({ env: { ...desktop.env, ODIN_DEMO_SPEED: '10' } });
  const { app, page, home } = launched;
  const opened = await catchBrowser(launched);
  const item = await desktop.item();
  const words = () => desktop.itemProperty(item, 'ToolTip');
  const picture = () => desktop.itemProperty(item, 'IconPixmap');
  expect(await callFrom(page, 'app.info', undefined)).toMatchObject({ hasTray: true });
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await expect.poll(words).toContain('The ODIN stack is not installed');
  const dashed = await picture();
  await install(page);
  await expect.poll(words).toMatch(/ODIN: All \d+ parts are healthy/);
  const healthy = await picture();
  expect(healthy).not.toBe(dashed);

  await page.close();
  expect(app.windows()).toEqual([]);
  await setDemoFailure(home, 'grafana', 'crash');
  await expect.poll(words, { timeout: 30_000 }).toMatch(/ODIN: \d+ of \d+ parts are healthy.*Grafana/s);
  await expect
    .poll(async () => (await desktop.menu(item))[0])
    .toMatchObject({
      label: expect.stringMatching(/^\d+ of \d+ parts are healthy$/),
      isEnabled: false,
    });
  expect(await picture()).not.toBe(healthy);
  await setDemoFailure(home, 'grafana', null);
  await expect.poll(words, { timeout: 60_000 }).toMatch(/ODIN: All \d+ parts are healthy/);
  expect(await picture()).toBe(healthy);

  await desktop.click(item, 'Open Prometheus');
  await expect
    .poll(opened)
    .toEqual([expect.stringMatching(/^http:\/\/prometheus-[0-9a-f]+\.localhost:\d+\/odin\/open$/)]);
  const shown = app.waitForEvent('window');
  await desktop.click(item, 'Show ODIN Control Panel');
  await expect(await shown).toHaveTitle('ODIN Control Panel');

  const ended = app.waitForEvent('close');
  await desktop.click(item, 'Quit');
  await ended;
});

test('opens its window again when the desktop loses its tray', async ({ desktop, launch }) => {
  await desktop.startPanel();
  const { app, page } = await launch({ env: desktop.env });
  await desktop.item();
  await page.close();
  const shown = app.waitForEvent('window');
  await desktop.stopPanel();
  await expect(await shown).toHaveTitle('ODIN Control Panel');
});

test('says that closing quits, and quits with its window, where the desktop has no tray', async ({
  desktop,
  launch,
}) => {
  const { app, page } = await launch({ env: desktop.env });
  await expect(page.getByText(shellText.nav.noTray)).toBeVisible();
  const ended = app.waitForEvent('close');
  await page.close();
  await ended;
});
