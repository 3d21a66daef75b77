// Desktop notifications: from a part that breaks to the click, recorded as Electron's class is asked; and over D-Bus to a service.
import type { Notification } from 'electron';
import { expect } from 'playwright/test';
import { inspectorText } from '../../renderer/text/inspector.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoFailure } from './demo-failure.ts';
import type { LaunchedApp } from './launch.ts';
import { NotificationService, whyNoNotificationService } from './notification-service.ts';
import { callFrom, goTo, install } from './person.ts';
import { test } from './tray-fixture.ts';

interface Recorded {
  readonly shown: Notification[];
  readonly closed: Notification[];
}

/** Records what is shown and closed from now on, in place of this machine's desktop. */
async function recordNotifications({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const recorded: Recorded = { shown: [], closed: [] };
    Object.assign(globalThis, { recorded });
    Notification.isSupported = () => true;
    Notification.prototype.show = function () {
      recorded.shown.push(this);
    };
    Notification.prototype.close = function () {
      recorded.closed.push(this);
    };
  });
}

const titles = ({ app }: LaunchedApp, which: keyof Recorded) =>
  app.evaluate(
    (_electron, which) => (globalThis as unknown as { recorded: Recorded }).recorded[which].map(({ title }) => title),
    which,
  );

test('a part that breaks is told once, a click opens it, and the notification goes when it is well', async ({
  launch,
}) => {
  const launched = await launch();
  const { app, page, home } = launched;
  await recordNotifications(launched);
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await goTo(page, 'Overview');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
  await setDemoFailure(home, 'grafana', 'crash');
  await expect
    .poll(() => titles(launched, 'shown'), { timeout: 120_000 })
    .toEqual([expect.stringMatching(/^Grafana crashes: /)]);

  await goTo(page, 'GPU');
  await app.evaluate(() => (globalThis as unknown as { recorded: Recorded }).recorded.shown[0]?.emit('click'));
  const drawer = page.getByRole('complementary', { name: inspectorText.label });
  await expect(drawer.getByRole('heading', { name: 'grafana', exact: true })).toBeVisible();

  await setDemoFailure(home, 'grafana', null);
  await expect.poll(() => titles(launched, 'closed'), { timeout: 60_000 }).toHaveLength(1);
  expect(await titles(launched, 'shown')).toHaveLength(1);
});

test('a service of the desktop shows it, and its click leads to the overview of a window that was closed', async ({
  desktop,
  launch,
}) => {
  const obstacle = await whyNoNotificationService();
  test.skip(obstacle !== undefined, obstacle);
  // With a tray the app goes on without its window.
  await desktop.startPanel();
  const service = await NotificationService.start(desktop.env);
  try {
    const { app, page } = await launch({ env: { ...desktop.env } });
    await desktop.item();
    await callFrom(page, 'notifications.test', undefined);
    await expect.poll(() => service.count()).toBe(1);
    expect(service.printed).toContain('This is a test of ODIN Control Panel');
    await page.close();
    const opening = app.waitForEvent('window');
    await service.click();
    await expect(await opening).toHaveURL(/#\/overview$/);
  } finally {
    service.stop();
  }
});
