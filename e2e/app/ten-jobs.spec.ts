// Ten jobs of a person at the window alone, on the demo cluster, with no more clicks than each is worth.
import { expect, type Locator } from 'playwright/test';
import { actionText, inspectorText } from '../../renderer/text/inspector.ts';
import { partText, problemText } from '../../renderer/text/overview.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { notInstalledText } from '../../renderer/text/status.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoFailure } from './demo-failure.ts';
import { test } from './fixture.ts';
import { answerQuestions } from './native-question.ts';
import { catchBrowser } from './person.ts';

const HEALTHY = /^All \d+ parts are healthy$/;

test('ten jobs, by clicks', async ({ launch }) => {
  const launched = await launch();
  const { page, home } = launched;
  const opened = await catchBrowser(launched);
  const drawer = page.getByRole('complementary', { name: inspectorText.label });
  const heading = page.getByRole('heading', { level: 1 });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const nav = (title: string) =>
    page.getByRole('navigation', { name: shellText.nav.label }).getByRole('link', { name: title });

  let clicks = 0;
  const click = async (what: Locator) => {
    await what.click({ timeout: 60_000 });
    clicks += 1;
  };
  /** A job that begins where the last one ended. */
  const job = (name: string, most: number, work: () => Promise<void>) =>
    test.step(name, async () => {
      clicks = 0;
      const begunAt = performance.now();
      await work();
      const seconds = ((performance.now() - begunAt) / 1_000).toFixed(1);
      test.info().annotations.push({ type: name, description: `${clicks} clicks, ${seconds} s` });
      expect(clicks, name).toBeLessThanOrEqual(most);
    });

  await job('get a cluster', 1, async () => {
    await click(button(welcomeText.demoStart));
    await expect(page.getByText(notInstalledText.title).first()).toBeVisible();
  });
  await job('install', 3, async () => {
    await click(button(notInstalledText.action));
    await click(button(stackText.install));
    await expect(page.getByRole('heading', { name: stackText.phase.install.succeeded })).toBeVisible({
      timeout: 90_000,
    });
    await click(button(stackText.done));
  });
  await job('see the GPU', 1, async () => {
    await click(nav('GPU'));
    await expect(heading).toContainText(/GiB|asleep|sleeps/, { timeout: 60_000 });
  });
  await job('open Grafana at the GPU', 1, async () => {
    await click(button(shellText.header.openGrafana));
    await expect.poll(async () => (await opened()).at(-1), { timeout: 30_000 }).toMatch(/^http:\/\/.*localhost/);
  });

  await click(nav('Overview'));
  await expect(heading).toHaveText(HEALTHY, { timeout: 60_000 });
  await setDemoFailure(home, 'grafana', 'crash');
  const problems = page.getByRole('region', { name: problemText.title });
  await job('learn why a part is broken', 0, async () => {
    await expect(problems).toContainText(/Grafana crashes: .*cannot open \/data\/state\.db/, { timeout: 60_000 });
  });
  await job('read its log', 1, async () => {
    const showLog = problems.getByRole('button', { name: problemText.actions.showLog });
    await click(showLog.or(problems.getByRole('link', { name: problemText.actions.showLog })).first());
    await expect(drawer).toContainText('cannot open /data/state.db: input/output error');
  });
  await job('silence its alert', 2, async () => {
    await page.keyboard.press('Escape');
    await click(problems.getByRole('button', { name: /^\d+ alerts?$/ }));
    const form = problems.getByRole('form', { name: 'Silence' }).first();
    await form.getByRole('textbox', { name: 'Reason' }).fill('The disk is being replaced');
    await click(form.getByRole('button', { name: 'Silence' }));
    await expect(page.getByText(/\d+ silenced or inhibited/)).toBeVisible({ timeout: 30_000 });
  });

  await setDemoFailure(home, 'grafana', null);
  await click(nav('Overview'));
  await expect(heading).toHaveText(HEALTHY, { timeout: 60_000 });
  await job('restart it', 3, async () => {
    await click(page.getByRole('table', { name: partText.title }).getByRole('link', { name: 'Grafana', exact: true }));
    await click(drawer.getByRole('button', { name: inspectorText.restart }));
    await click(drawer.getByRole('button', { name: actionText.verb.restart, exact: true }));
    await expect(drawer).toContainText(/[Rr]estarts/, { timeout: 30_000 });
    await expect(heading).toHaveText(HEALTHY, { timeout: 60_000 });
  });
  await page.keyboard.press('Escape');
  await job('keep data longer', 5, async () => {
    await click(nav('Stack'));
    await click(tab(stackText.tabs.settings));
    const group = page.getByRole('group', { name: 'Prometheus', exact: true });
    await group.getByRole('textbox', { name: 'Retention' }).fill('45d');
    await click(button('Show the plan'));
    await click(button(stackText.repair));
    await expect(page.getByRole('heading', { name: stackText.phase.upgrade.succeeded })).toBeVisible({
      timeout: 90_000,
    });
    await click(button(stackText.done));
  });
  await job('go back', 4, async () => {
    // Data that is older goes then: the system's own dialog asks, whose second button agrees.
    const asked = await answerQuestions(launched, 1);
    await click(tab(stackText.tabs.history));
    await click(button(/^Roll back to 1/));
    await click(button(stackText.rollBack));
    await expect.poll(async () => (await asked()).length).toBe(1);
    await launched.app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
    await expect(page.getByRole('heading', { name: stackText.phase.rollback.succeeded })).toBeVisible({
      timeout: 90_000,
    });
    await click(button(stackText.done));
  });
});
