// Living with it, at the window alone: why a part is broken, its log, a restart, a shell, an edit, the whole cluster.
import { expect, type Locator, type Page } from 'playwright/test';
import { actionText, inspectorText } from '../../renderer/text/inspector.ts';
import { clusterText, partText, problemText, tileText } from '../../renderer/text/overview.ts';
import { recentText } from '../../renderer/text/recent.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { setDemoFailure } from './demo-failure.ts';
import { test } from './fixture.ts';
import { answerQuestions } from './native-question.ts';
import { goTo, install } from './person.ts';

const drawerOf = (page: Page): Locator => page.getByRole('complementary', { name: inspectorText.label });
const shot = (page: Page, name: string) => page.screenshot({ path: `test-results/screens/living-${name}.png` });

test('a person finds out what is wrong, and looks after the stack, without a terminal', async ({ launch }) => {
  const launched = await launch();
  const { page, home } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await goTo(page, 'Overview');
  const parts = page.getByRole('table', { name: partText.title });
  const drawer = drawerOf(page);

  await test.step('the first glance has numbers', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/);
    const values = page.getByRole('region', { name: tileText.title });
    await expect(values.getByText(tileText.names.memory, { exact: true })).toBeVisible({ timeout: 30_000 });
    const grafana = parts.getByRole('row', { name: /^Grafana/ });
    await expect(grafana).toContainText(/MiB/, { timeout: 30_000 });
    await expect(page.getByRole('region', { name: recentText.title })).toContainText(/Installed/);
    await shot(page, 'overview');
  });

  await test.step('what breaks is one problem with its cause, and leads to the log of the run that crashed', async () => {
    await setDemoFailure(home, 'grafana', 'crash');
    const problems = page.getByRole('region', { name: problemText.title });
    await expect(problems).toContainText(/Grafana crashes: .*cannot open \/data\/state\.db/, { timeout: 60_000 });
    await shot(page, 'problem');
    await problems
      .getByRole('button', { name: problemText.actions.showLog })
      .or(problems.getByRole('link', { name: problemText.actions.showLog }))
      .first()
      .click();
    await expect(drawer).toBeVisible();
    await expect(drawer).toContainText('cannot open /data/state.db: input/output error');
    await shot(page, 'log');
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
    await setDemoFailure(home, 'grafana', null);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/, {
      timeout: 60_000,
    });
  });

  await test.step('a name is a door: summary, events and YAML of Grafana', async () => {
    await parts.getByRole('link', { name: 'Grafana', exact: true }).click();
    await expect(drawer.getByRole('heading', { name: 'grafana', exact: true })).toBeVisible();
    await expect(drawer).toContainText(inspectorText.containers);
    await shot(page, 'summary');
    await drawer.getByRole('tab', { name: inspectorText.tabs.events }).click();
    await expect(drawer.getByRole('tabpanel')).toContainText(/Scaled|scaled/);
    await shot(page, 'events');
    await drawer.getByRole('tab', { name: inspectorText.tabs.yaml }).click();
    await expect(drawer).toContainText('kind: Deployment');
    await shot(page, 'yaml');
  });

  await test.step('a restart says what it does, and is done', async () => {
    await drawer.getByRole('button', { name: inspectorText.restart }).click();
    await expect(drawer.getByText(actionText.question.restart('grafana'))).toBeVisible();
    await expect(drawer.getByRole('listitem').first()).toBeVisible();
    await shot(page, 'restart');
    await drawer.getByRole('button', { name: actionText.verb.restart, exact: true }).click();
    await expect(drawer).toContainText(/[Rr]estarts/, { timeout: 30_000 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^All \d+ parts are healthy$/, {
      timeout: 60_000,
    });
    await page.keyboard.press('Escape');
  });

  await test.step('a shell, once a person has agreed', async () => {
    // The first button is Cancel.
    const asked = await answerQuestions(launched, 1);
    await page.getByRole('switch', { name: partText.whole }).click();
    const pods = page.getByRole('table', { name: clusterText.tables.pods });
    await pods
      .getByRole('link', { name: /^grafana-/ })
      .first()
      .click();
    await drawer.getByRole('tab', { name: inspectorText.tabs.shell }).click();
    await expect.poll(async () => (await asked()).length).toBe(1);
    expect((await asked())[0]?.message).toMatch(/shell/i);
    await launched.app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
    const terminal = drawer.locator('.xterm');
    await expect(terminal).toBeVisible();
    await terminal.click();
    await page.keyboard.type('echo one-$((1+1))two\n');
    await expect(drawer.locator('.xterm-rows')).toContainText(/one-/, { timeout: 15_000 });
    await shot(page, 'shell');
    await page.keyboard.type('exit 3\n');
    await expect(drawer).toContainText(/exit code 3|ended/i);
  });
});
