// The first glance: how much is seen of it, that each name is a door, and what a person chose there.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { seriousViolations } from './axe.ts';
import { type Look, test } from './fixture.ts';
import { crashed } from './fixtures/live-tables.ts';
import { healthy, notInstalled } from './fixtures/overview.ts';
import { noImage, twoProblems } from './fixtures/problems.ts';
import type { ScenarioName } from './scenarios.ts';

const SCREENS = join(PROJECT, 'test-results', 'screens');

const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });
const rows = (within: Locator) => within.locator('tbody[data-index] > tr');
const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });
/** The first words of each row: the part, or the object's name. */
const names = (within: Locator) => rows(within).locator('td:first-child a').allTextContents();

const SIZES: readonly (readonly [ScenarioName, Look, rows: number])[] = [
  ['manyParts', { theme: 'dark', width: 900, height: 600 }, 8],
  ['manyPartsStale', { theme: 'light', width: 900, height: 600 }, 8],
  ['manyParts', { theme: 'light', width: 1280, height: 800 }, 12],
  ['manyPartsStale', { theme: 'dark', width: 1280, height: 800 }, 12],
  ['manyParts', { theme: 'dark', width: 1920, height: 1200 }, 20],
];

for (const [scenario, look, most] of SIZES) {
  test(`${scenario} at ${look.width}×${look.height}: at least ${most} rows are seen, whole, below the verdict and the values`, async ({
    stage,
  }) => {
    await stage.show(scenario, 'overview', look);
    const { page } = stage;
    await expect(page.getByRole('heading', { name: 'All 24 parts are healthy' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^GPU temperature/ })).toBeVisible();
    await expect(rows(table(page, 'Parts'))).toHaveCount(24);
    await page.screenshot({ path: join(SCREENS, `overview-${scenario}-${look.width}.png`), animations: 'disabled' });
    const boxes = await rows(table(page, 'Parts')).evaluateAll((all) =>
      all.map((row) => ({ height: row.getBoundingClientRect().height, bottom: row.getBoundingClientRect().bottom })),
    );
    for (const { height } of boxes) expect(height).toBeLessThanOrEqual(37);
    expect(boxes.filter(({ bottom }) => bottom <= look.height).length).toBeGreaterThanOrEqual(most);
    const heads = await page
      .getByRole('columnheader')
      .evaluateAll((all) => all.map((head) => ({ text: head.textContent, height: head.clientHeight })));
    for (const { text, height } of heads) expect(height, `${text} is one line`).toBeLessThanOrEqual(32);
    expect(await smallTargets(page), 'what can be pressed has 28 px').toEqual([]);
  });
}

test('a problem is told once: not in the headline, not among the alerts', async ({ stage }) => {
  await stage.show('problems', 'overview');
  const { page } = stage;
  for (const { title } of twoProblems.problems) await expect(page.getByText(title, { exact: true })).toHaveCount(1);
  const alerts = page.getByRole('region', { name: 'Alerts', exact: true });
  await expect(alerts).toContainText('2 fire, 1 more with what is above, 1 silenced or inhibited');
  await expect(alerts.getByText('keeps crashing')).toHaveCount(0);
  const card = page.getByRole('article').filter({ hasText: noImage.title });
  await expect(card.getByText('ErrImagePull')).toHaveCount(0);
  await card.getByRole('button', { name: 'What Kubernetes says' }).click();
  await expect(card.getByText('ErrImagePull')).toBeVisible();
  await card.getByRole('button', { name: '1 alert' }).click();
  await expect(card.getByText('ErrImagePull')).toHaveCount(0);
  await expect(card.getByRole('heading', { name: 'What to do' })).toBeVisible();
});

test('a problem leads to its log, its settings, its object, and two things at most', async ({ stage }) => {
  await stage.show('problems', 'overview');
  const { page } = stage;
  const [volume, image] = [0, 1].map((index) => page.getByRole('article').nth(index)) as [Locator, Locator];
  await expect(image.getByRole('button', { name: 'Open the stack' })).toHaveCount(0);
  await image.getByRole('button', { name: 'Copy image name' }).click();
  await expect(image.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await stage.clipboardText()).toBe('docker.io/utkuozdemir/nvidia_gpu_exporter:1.15.1');
  await volume.getByRole('link', { name: 'Show the log' }).click();
  await expect(page).toHaveURL(
    /#\/overview\?open=Pod\/monitoring\/grafana-5c9f8d7b6-x2v9k&tab=logs&container=grafana&previous=$/,
  );
  await page.goBack();
  await volume.getByRole('link', { name: 'Grafana crashes' }).click();
  await expect(page).toHaveURL(/#\/overview\?open=Deployment\/monitoring\/grafana$/);
  await page.goBack();
  await volume.getByRole('button', { name: 'Change the settings' }).click();
  await expect(page.getByRole('tab', { name: 'Settings', selected: true })).toBeVisible();
});

test('values, parts and what happened lead to their things', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const ways: readonly (readonly [Locator, RegExp])[] = [
    [page.getByRole('button', { name: /^GPU memory/ }), /#\/gpu$/],
    [page.getByRole('link', { name: 'Prometheus', exact: true }), /\?open=StatefulSet\/monitoring\/prometheus$/],
    [page.getByRole('button', { name: /^Upgraded to stack/ }), /#\/stack\/history$/],
    [page.getByRole('link', { name: /^Grafana ended/ }), /\?open=Pod\/monitoring\/grafana-5c9f8d7b6-x2v9k$/],
  ];
  for (const [door, address] of ways) {
    await door.click();
    await expect(page).toHaveURL(address);
    await page.goBack();
  }
  for (const [item, address] of [
    ['Logs', /&tab=logs$/],
    ['Show its details', /\?open=Deployment\/monitoring\/grafana$/],
  ] as const) {
    await page.getByRole('button', { name: 'Actions for Grafana' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page).toHaveURL(address);
    await page.goBack();
  }
  // The question is put once: the address that asked for it gives way to the thing's own.
  await page.getByRole('button', { name: 'Actions for Grafana' }).click();
  await page.getByRole('menuitem', { name: 'Restart…' }).click();
  await expect(page.getByText('Restart grafana?')).toBeVisible();
  await expect(page).toHaveURL(/\?open=Deployment\/monitoring\/grafana$/);
});

test('an order and a filter are chosen by keys, and are still there at the next look', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const parts = table(page, 'Parts');
  await expect(header(page, 'Part')).toHaveAttribute('aria-sort', 'ascending');
  await header(page, 'Memory').getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(header(page, 'Memory')).toHaveAttribute('aria-sort', 'descending');
  expect(await names(parts)).toEqual(['Prometheus', 'Grafana', 'kube-state-metrics', 'GPU exporter', 'Node exporter']);
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Filter' })).toBeFocused();
  await page.keyboard.type('exporter');
  await expect(rows(parts)).toHaveCount(2);
  await page.reload();
  await expect(header(page, 'Memory')).toHaveAttribute('aria-sort', 'descending');
  expect(await names(parts)).toEqual(['GPU exporter', 'Node exporter']);
  await page.keyboard.press('/');
  await page.keyboard.type('nowhere');
  await expect(page.getByText('No part matches the filter.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows(parts)).toHaveCount(5);
});

test('memory of GPUs is a column where somebody is known to hold it', async ({ stage }) => {
  const { page } = stage;
  for (const [theme, width, height] of [
    ['dark', 900, 600],
    ['light', 1280, 800],
  ] as const) {
    await stage.show('gpuPods', 'overview', { theme, width, height });
    await expect(table(page, 'Parts').getByText('410 MiB', { exact: true })).toBeVisible();
    await header(page, 'GPU memory').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(SCREENS, `parts-gpu-${theme}.png`) });
    await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
    await expect(table(page, 'Pods').getByText('9.6 GiB', { exact: true })).toBeVisible();
    await header(page, 'GPU memory').scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(SCREENS, `pods-gpu-${theme}.png`) });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await header(page, 'GPU memory').getByRole('button').press('Enter');
  await header(page, 'GPU memory').getByRole('button').press('Enter');
  await expect(header(page, 'GPU memory')).toHaveAttribute('aria-sort', 'descending');
  await expect
    .poll(async () => (await names(table(page, 'Pods'))).slice(0, 2))
    .toEqual(['worker-00003', 'worker-00004']);
  await page.getByText('Nodes', { exact: true }).click();
  await expect(rows(table(page, 'Nodes'))).toHaveCount(12);
  await expect(header(page, 'GPU memory')).toHaveCount(0);
  await stage.show('healthy', 'overview');
  await expect(rows(table(page, 'Parts'))).toHaveCount(5);
  await expect(header(page, 'Memory')).toBeVisible();
  await expect(header(page, 'GPU memory')).toHaveCount(0);
});

test('the arrows walk the parts, and the inspector follows if it is open', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const parts = table(page, 'Parts');
  const link = (name: string) => parts.getByRole('link', { name, exact: true });
  await link('GPU exporter').focus();
  await page.keyboard.press('ArrowDown');
  await expect(link('Grafana')).toBeFocused();
  await expect(page).toHaveURL(/#\/overview$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?open=Deployment\/monitoring\/grafana$/);
  // It is loaded as it is asked for, and takes the focus once.
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeFocused();
  const before = await page.evaluate(() => history.length);
  await link('Grafana').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/\?open=Deployment\/monitoring\/kube-state-metrics$/);
  await expect(parts.locator('tr[aria-current]')).toContainText('kube-state-metrics');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/\?open=DaemonSet\/monitoring\/gpu-exporter$/);
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.goBack();
  await expect(page).toHaveURL(/#\/overview$/);
});

test('ten thousand pods keep the page small, live, ordered and found', async ({ stage }) => {
  await stage.show('manyPods', 'overview');
  const { page } = stage;
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  const pods = table(page, 'Pods');
  await expect(pods.getByText('worker-00000')).toBeVisible();
  expect(await rows(pods).count()).toBeLessThan(100);
  await page
    .getByRole('region', { name: 'Pods', exact: true })
    .evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await expect(pods.getByText('worker-09999')).toBeVisible();

  const [opened] = (await stage.inputsOf('streams.open')) as { id: string }[];
  await header(page, 'Restarts').getByRole('button').click();
  await header(page, 'Restarts').getByRole('button').click();
  await page.getByRole('region', { name: 'Pods', exact: true }).evaluate((region) => region.scrollTo(0, 0));
  await stage.emit('streams.message', {
    id: opened?.id ?? '',
    told: { kind: 'table', message: crashed('pods', 4_321) },
  });
  await expect(rows(pods).first()).toContainText('worker-04321');
  await expect(rows(pods).first()).toContainText('crashes: exit code 137');

  await page.keyboard.press('/');
  await page.keyboard.type('0432 demo');
  await expect(page.getByText('6 of 10,000 match.')).toBeVisible();
  await expect(rows(pods)).toHaveCount(6);
});

test('another table is followed in place of the one before, and none when it is left', async ({ stage }) => {
  await stage.show('fewPods', 'overview');
  const { page } = stage;
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  await expect(rows(table(page, 'Pods'))).toHaveCount(12);
  await page.getByText('Events', { exact: true }).click();
  await expect(table(page, 'Events').getByText('Back-off restarting').first()).toBeVisible();
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  await expect(table(page, 'Parts')).toBeVisible();
  const opened = (await stage.inputsOf('streams.open')) as { id: string; request: { table: string } }[];
  expect(opened.map(({ request }) => request.table)).toEqual(['pods', 'events']);
  await expect.poll(() => stage.inputsOf('streams.close')).toEqual(opened.map(({ id }) => ({ id })));
});

for (const [look, least] of [
  [{ theme: 'dark', width: 900, height: 600 }, 8],
  [{ theme: 'light', width: 1280, height: 800 }, 12],
] as const) {
  test(`without a stack at ${look.width}×${look.height}: the call to install, and ${least} rows of the cluster`, async ({
    stage,
  }) => {
    await stage.show('notInstalledMany', 'overview', look);
    const { page } = stage;
    await expect(page.getByRole('heading', { level: 1, name: 'The stack is not installed' })).toBeVisible();
    const pods = table(page, 'Pods');
    await expect(pods.getByText('worker-00000')).toBeVisible();
    const bottoms = await rows(pods).evaluateAll((all) => all.map((row) => row.getBoundingClientRect().bottom));
    expect(bottoms.filter((bottom) => bottom <= look.height).length).toBeGreaterThanOrEqual(least);
    expect(await smallTargets(page), 'what can be pressed has 28 px').toEqual([]);
  });
}

test('without a stack the cluster is looked at as with one, and there is no switch for what is not there', async ({
  stage,
}) => {
  await stage.show('notInstalled', 'overview');
  const { page } = stage;
  await expect(rows(table(page, 'Pods'))).toHaveCount(12);
  await expect(page.getByRole('switch', { name: 'Whole cluster' })).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('worker-00003');
  await expect(rows(table(page, 'Pods'))).toHaveCount(1);
  await page.getByRole('link', { name: 'worker-00003' }).click();
  await expect(page).toHaveURL(/#\/overview\?open=Pod\/[\w-]+\/worker-00003$/);
  await page.goBack();
  await page.getByText('Nodes', { exact: true }).click();
  await expect(table(page, 'Nodes')).toBeVisible();
  // Once there is a stack its parts are what the page is about, and what was chosen of the cluster is kept.
  await stage.emit('overview.changed', healthy);
  await expect(table(page, 'Parts')).toBeVisible();
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  await expect(table(page, 'Nodes')).toBeVisible();
  await page.getByRole('switch', { name: 'Whole cluster' }).press('Space');
  await stage.emit('overview.changed', notInstalled);
  await page.getByRole('button', { name: 'See what would be installed' }).click();
  await expect(page).toHaveURL(/#\/stack$/);
  const opened = (await stage.inputsOf('streams.open')) as { id: string; request: { kind: string } }[];
  const tables = opened.filter(({ request }) => request.kind === 'table');
  await expect
    .poll(async () => (await stage.inputsOf('streams.close')) as { id: string }[])
    .toEqual(expect.arrayContaining(tables.map(({ id }) => ({ id }))));
});

/** What can be pressed in the page and is less than 28 px high; links in a line of a text are as high as the line. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(a, button, input)')].flatMap((found) => {
      // A choice has no size of its own: its label is what is pressed.
      const target = (found instanceof HTMLInputElement && found.type === 'radio' && found.labels?.[0]) || found;
      const { height } = target.getBoundingClientRect();
      const isLine = getComputedStyle(target, '::after').position === 'absolute';
      const label = target.getAttribute('role') === 'switch';
      return isLine || label || height >= 28 ? [] : [`${target.textContent || target.tagName}: ${height} px`];
    }),
  );
}
