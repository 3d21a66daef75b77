// Links that lead into the window, as the page follows them: each once, and a dashboard only when Grafana can be reached.
import { expect } from 'playwright/test';
import { test } from './fixture.ts';

test('a dashboard that a link names is opened in the browser, and not again with the next page', async ({ stage }) => {
  await stage.show('linkedDashboard', 'overview');
  const { page } = stage;
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana', dashboard: 'gpu' }]);
  await page.reload();
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  expect(await stage.inputsOf('forwards.open')).toHaveLength(1);
});

test('a dashboard on a cluster without the stack is a sentence, and no surprise later', async ({ stage }) => {
  await stage.show('linkedDashboardLost', 'overview');
  await expect(stage.page.getByRole('alert')).toContainText('Grafana could not be opened');
  expect(await stage.inputsOf('forwards.open')).toEqual([]);
});

test('an expression that a link has fills the box, and runs nothing', async ({ stage }) => {
  await stage.show('linkedExpression', 'overview');
  const { page } = stage;
  await expect(page).toHaveURL(/#\/explore\?expr=sum\+by\+%28job%29\+%28up%29&range=900$/);
  await expect(page.getByRole('main').getByText('sum by (job) (up)').first()).toBeVisible();
  expect(await stage.inputsOf('explore.query')).toEqual([]);
});

test('a link leads to a log and its time', async ({ stage }) => {
  await stage.show('linkedLog', 'overview');
  await expect(stage.page).toHaveURL(/#\/logs\?of=stack&last=6h$/);
  await expect(stage.page.getByRole('combobox', { name: 'Of when' })).toHaveValue('6h');
});

test('a link that comes later opens its object in the page that is there', async ({ stage }) => {
  await stage.show('linkedLater', 'overview');
  const { page } = stage;
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  await stage.emit('app.linkWaits', undefined);
  await expect(page).toHaveURL(/#\/gpu\?open=Deployment\/monitoring\/grafana&tab=logs$/);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
});
