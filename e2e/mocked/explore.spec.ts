// The page for free PromQL: asked only when a person says so, completed as it is typed, refused at its place, kept for later.
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { test } from './fixture.ts';
import { connectedDemo } from './fixtures/clusters.ts';

const box = (page: Page) => page.getByRole('textbox', { name: 'PromQL expression' });
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('Ctrl+Enter runs it; the address and the history keep it, and a link runs nothing', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'overview');
  await page.keyboard.press('Control+7');
  await box(page).fill('up');
  await box(page).press('Control+Enter');
  await expect(heading(page)).toHaveText('6 series');
  expect(await stage.inputsOf('explore.query')).toEqual([{ expression: 'up' }]);
  expect(new URL(page.url()).hash).toBe('#/explore?expr=up&range=3600');
  await expect(page.getByRole('table', { name: 'Result' }).getByRole('row')).toHaveCount(7);
  await expect(page.getByRole('option')).toHaveCount(0);

  await page.reload();
  await expect(box(page)).toHaveText('up');
  await expect(heading(page)).toHaveText('Ask Prometheus');
  await page.evaluate(() => {
    location.hash = '#/explore?expr=1%20%2B%201&range=900';
  });
  await expect(box(page)).toHaveText('1 + 1');
  expect(await stage.inputsOf('explore.query')).toHaveLength(1);
  await run(page).click();
  await expect(heading(page)).toHaveText('One number');

  await page.getByRole('button', { name: 'History' }).click();
  const kept = page.getByRole('list', { name: 'Expressions asked lately' }).getByRole('listitem');
  await expect(kept).toHaveText(['1 + 1', 'up']);
  await page.getByRole('button', { name: 'Forget 1 + 1' }).click();
  await expect(kept).toHaveText(['up']);
  await page.getByRole('button', { name: 'up', exact: true }).click();
  await expect(box(page)).toHaveText('up');
  expect(await stage.inputsOf('explore.query')).toHaveLength(2);
});

test('names, labels, values and functions complete themselves', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'explore');
  const option = (name: string) => page.getByRole('option', { name });
  await box(page).pressSequentially('node_lo');
  await expect(option('node_load1')).toContainText('gauge');
  await expect(page.getByText('1m load average.')).toBeVisible();
  // By the mouse: for its first 75 ms the list minds no key, which was meant for the text.
  await option('node_load1').click();
  await expect(box(page)).toHaveText('node_load1');
  await box(page).pressSequentially('{jo');
  await option('job').click();
  await box(page).pressSequentially('="pro');
  await option('prometheus').click();
  await expect(box(page)).toHaveText('node_load1{job="prometheus"}');
  expect(await stage.inputsOf('explore.labels')).toContainEqual({ selector: 'node_load1' });
  expect(await stage.inputsOf('explore.values')).toContainEqual({ label: 'job', selector: 'node_load1{}' });
  await box(page).press('Control+a');
  await box(page).pressSequentially('histogram_q');
  await expect(option('histogram_quantile').first()).toBeVisible();
  await box(page).press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  expect(await stage.inputsOf('explore.query')).toEqual([]);
});

test('what is refused is marked at its place, until it is written anew', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'explore');
  await box(page).fill('sum by (job) (up');
  await box(page).press('Control+Enter');
  await expect(heading(page)).toHaveText('Prometheus refused the expression');
  await expect(page.getByRole('alert')).toHaveText('Line 1, column 17: unclosed left parenthesis.');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('p');
  await box(page).press('Control+End');
  await box(page).press(')');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
});

test('a question that takes long is given up by a click', async ({ stage }) => {
  const { page } = stage;
  await stage.show('exploreLoading', 'explore');
  await box(page).fill('up');
  await run(page).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(run(page)).toBeEnabled();
  expect(await stage.aborted()).toContain('explore.query');
});

test('an expression that is too long is not asked', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'explore');
  await box(page).fill('up + '.repeat(2_001));
  await expect(page.getByRole('alert')).toHaveText(/^It has 10,005 characters/);
  await expect(run(page)).toBeDisabled();
  await box(page).press('Control+Enter');
  expect(await stage.inputsOf('explore.query')).toEqual([]);
});

test('a chart covers the time that is chosen, and one line can be drawn alone', async ({ stage }) => {
  const { page } = stage;
  await stage.show('exploreMany', 'explore');
  await box(page).fill('up');
  await page.getByRole('radio', { name: 'Chart' }).press('Space');
  await run(page).click();
  const lines = page.locator('.recharts-area-curve');
  await expect(lines).toHaveCount(20);
  await page.getByRole('radio', { name: '15 min' }).press('Space');
  await expect
    .poll(() => stage.inputsOf('explore.range'))
    .toEqual([3600, 900].map((rangeSeconds) => ({ expression: 'up', rangeSeconds })));
  await expect(lines).toHaveCount(20);
  await page.getByRole('button', { name: 'Draw {pod="importer-7c9d8b6f5-00003"} alone' }).click();
  await expect(lines).toHaveCount(1);
  await page.getByRole('button', { name: 'Draw all again' }).click();
  await expect(lines).toHaveCount(20);
});

test('rows stand as Prometheus sent them, or in the order of their values', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'explore');
  await box(page).fill('odd_values');
  await run(page).click();
  const values = page.getByRole('table', { name: 'Result' }).getByRole('cell').filter({ hasNotText: '{' });
  await expect(values).toHaveText(['NaN', '+Inf', '-Inf', '1.795435660123e+09', '0.000030517578125']);
  await page.getByRole('button', { name: 'Value' }).click();
  await expect(values).toHaveText(['-Inf', '0.000030517578125', '1.795435660123e+09', '+Inf', 'NaN']);
});

test('another cluster is not asked what was asked of this one', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'explore');
  await box(page).fill('up');
  await run(page).click();
  await expect(heading(page)).toHaveText('6 series');
  await stage.emit('clusters.status', connectedDemo);
  await expect(heading(page)).toHaveText('Ask Prometheus');
  await expect(box(page)).toHaveText('up');
  expect(await stage.inputsOf('explore.query')).toHaveLength(1);
});
