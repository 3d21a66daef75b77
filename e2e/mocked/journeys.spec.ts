// Journeys on the pages: what a person does, and what the main process is then asked to do.
import { expect } from 'playwright/test';
import type { Input } from '../../shared/ipc/types.ts';
import type { Health } from '../../shared/model/health.ts';
import { seriousViolations } from './axe.ts';
import { test } from './fixture.ts';
import { overviewWith, verdicts } from './fixtures/overview.ts';
import { uninstallPlan } from './fixtures/plans.ts';

test('the demo cluster is one click away on the first launch', async ({ stage }) => {
  await stage.show('firstLaunchContexts', 'overview');
  const { page } = stage;
  const start = page.getByRole('button', { name: 'Start the demo cluster' });
  await expect(start).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner').getByText('Demo', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'All 5 parts are healthy' })).toBeVisible();
  expect(await stage.inputsOf('clusters.select')).toEqual([{ id: 'demo' }]);
});

test('K3s is waited for with its commands, and is there by itself', async ({ stage }) => {
  await stage.show('firstLaunchK3s', 'overview');
  const { page } = stage;
  await expect(page.getByText('This machine is ready for K3s.')).toBeVisible();
  await page.getByRole('button', { name: 'Copy INSTALL_K3S_VERSION=' }).click();
  expect(await stage.clipboardText()).toMatch(/^INSTALL_K3S_VERSION=v1\.\S+ sh k3s-install\.sh$/);
  await expect(page.getByText('Waiting for it…')).toBeVisible();
  await expect(page.getByText('K3s is installed.')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText('belongs to root')).toBeVisible();
  // Said once: beside the step, not again beside the file.
  await expect(page.getByRole('button', { name: 'Copy mkdir -p ~/.kube && sudo install -m 600' })).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'K3s is here' })).toBeVisible({ timeout: 10_000 });
  expect(await stage.inputsOf('clusters.probe')).toEqual([]);
  await page.getByRole('button', { name: 'Use K3s' }).click();
  expect(await stage.inputsOf('clusters.select')).toEqual([{ id: '/home/freya/.kube/k3s.yaml#default' }]);
});

test('what stands in the way of K3s comes before its install, and all checks are a click away', async ({ stage }) => {
  const { page } = stage;
  await stage.show('firstLaunchBlocked', 'overview');
  await expect(page.getByText('MicroK8s is on this machine already').first()).toBeVisible();
  await expect(page.getByRole('button', { name: "Copy sudo ss -ltnp 'sport = :6443" })).toBeVisible();
  await expect(page.getByText('k3s-install.sh')).toBeHidden();
  await page.getByText('All 14 checks').click();
  await expect(page.getByText('There are 33 GB of memory.')).toBeVisible();
  await stage.show('firstLaunch', 'overview');
  await expect(page.getByText('/var/lib/rancher/k3s')).toBeHidden();
  await page.getByText('What they change on this machine').click();
  await expect(page.getByText('/var/lib/rancher/k3s')).toBeVisible();
});

test('what the stack brings is said before it is chosen, and of no other version', async ({ stage }) => {
  const { page } = stage;
  await stage.show('firstLaunch', 'overview');
  await expect(page.getByText('43 alerts')).toBeVisible();
  await expect(page.getByText('21 GiB of volumes and about 970 MiB of memory')).toBeVisible();
  await stage.show('notInstalled', 'stack');
  await expect(page.getByText('43 alerts')).toBeVisible();
  await stage.show('upgrade', 'stack');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('43 alerts')).toHaveCount(0);
});

test('a context that does not answer says why, keeps the way back, and its remedy can be copied', async ({ stage }) => {
  await stage.show('firstLaunchContexts', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Use arn:aws:eks' }).click();
  await expect(page.getByRole('heading', { name: /production-observability does not answer/ })).toBeVisible();
  await page.getByRole('button', { name: 'Copy sudo systemctl start k3s' }).first().click();
  expect(await stage.clipboardText()).toBe('sudo systemctl start k3s');
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
});

test('a context is tried where it was chosen: the page stays until it answers', async ({ stage }) => {
  await stage.show('firstLaunchTrying', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Use razer-blade' }).click();
  await expect(page.getByRole('banner').getByText('Connecting…')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Choose a cluster' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Connecting to razer-blade…' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use razer-blade' })).toHaveAttribute('data-loading', 'true');
});

test('a context is asked at a click and no sooner; looking again forgets what it said', async ({ stage }) => {
  await stage.show('firstLaunchContexts', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Check razer-blade' }).hover();
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('dialog').getByText('razer-blade').hover();
  await page.keyboard.press('Escape');
  expect(await stage.inputsOf('clusters.probe')).toEqual([]);
  await page.getByRole('button', { name: 'Check razer-blade' }).click();
  await expect(page.getByRole('button', { name: 'Try razer-blade' })).toBeVisible();
  await expect(page.getByText('K3s is not running')).toBeVisible();
  expect(await stage.inputsOf('clusters.probe')).toEqual([{ id: expect.stringMatching(/#razer-blade$/) }]);
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('button', { name: 'Use razer-blade' })).toBeVisible();
  expect(await stage.inputsOf('clusters.probe')).toHaveLength(1);
  expect((await stage.inputsOf('clusters.list')).length).toBeGreaterThan(1);
});

test('an install shows each object on its way and ends on the overview', async ({ stage }) => {
  await stage.show('installing', 'stack');
  const { page } = stage;
  await expect(page.getByText('with 2 volumes of 21 GiB')).toBeVisible();
  await expect(page.getByRole('treeitem', { level: 1 })).toHaveText([
    /^Prometheus\s*7 to create$/,
    /^Grafana\s*5 to create$/,
    /^Node exporter\s*2 to create$/,
    /^kube-state-metrics\s*1 to create$/,
    /^For all parts\s*1 to create$/,
    /^GPU exporter\s*1 left out$/,
  ]);
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /prometheus-config ConfigMap created/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The stack is installed' })).toBeVisible();
  await expect(page.getByText('16 created, 1 left out')).toBeVisible();
  expect(await stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:install' }]);
  await page.getByRole('button', { name: 'Go to the overview' }).click();
  await expect(page).toHaveURL(/#\/overview$/);
});

test('an install can be cancelled, and says what then', async ({ stage }) => {
  await stage.show('installing', 'stack');
  const { page } = stage;
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'The install was cancelled' })).toBeVisible();
  await expect(page.locator('main svg[data-tone="busy"]')).toHaveCount(0);
  await expect(page.getByText('when this ended').first()).toBeVisible();
  expect(await stage.inputsOf('stack.cancel')).toEqual([{ id: 'operation-1' }]);
  await page.getByRole('button', { name: 'Plan again' }).click();
  await expect(page.getByRole('heading', { name: 'Install the stack 1.0.0' })).toBeVisible();
});

test('a plan that the cluster has overtaken gives way to a new one, with the sentence of the reason', async ({
  stage,
}) => {
  await stage.show('applyRefused', 'stack');
  const { page } = stage;
  await page.getByRole('button', { name: 'Install', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Checking once more' })).toBeVisible();
  await stage.emit('stack.operation', null);
  await expect(page.getByRole('alert')).toContainText('The plan was not applied: ConfigMap');
  await expect(page.getByRole('alert')).toContainText('was changed by kubectl-edit since this plan was made');
  await expect(page.getByRole('heading', { name: 'Install the stack 1.0.0' })).toBeVisible();
  const asked = (await stage.inputsOf('stack.plan')).length;
  await page.getByRole('alert').getByRole('button', { name: 'Plan again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await stage.inputsOf('stack.plan')).toHaveLength(asked + 1);
});

test('an install that did not end well can be finished, also when no object would change', async ({ stage }) => {
  await stage.show('unfinished', 'stack');
  const { page } = stage;
  await expect(page.getByRole('heading', { name: 'Stack 1.0.0 was not installed to the end' })).toBeVisible();
  await page.getByRole('button', { name: 'Finish the install' }).click();
  await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:install' }]);
});

test('a blocked plan cannot be applied', async ({ stage }) => {
  await stage.show('blocked', 'stack');
  const obstacles = stage.page.getByRole('alert');
  await expect(obstacles.getByText('managed by helm')).toBeVisible();
  await expect(obstacles.getByRole('listitem')).toHaveCount(2);
  await expect(obstacles).toContainText('give up that field’s ownership with kubectl, then plan again');
  await expect(stage.page.getByRole('button', { name: 'Install', exact: true })).toBeDisabled();
});

test('uninstalling keeps the data unless the release’s name is typed', async ({ stage }) => {
  await stage.show('healthy', 'stack');
  const { page } = stage;
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Uninstall…' }).click();
  const uninstall = page.getByRole('button', { name: 'Uninstall', exact: true });
  await expect(uninstall).toBeEnabled();
  await expect(page.getByRole('treeitem', { name: /prometheus-data.*kept/ })).toBeVisible();

  await page.getByLabel('Delete the data too').check();
  await expect(page.getByRole('treeitem', { name: /prometheus-data.*to delete/ })).toBeVisible();
  await expect(uninstall).toBeDisabled();
  await page.getByLabel('Type odin to confirm').fill('odi');
  await expect(uninstall).toBeDisabled();
  await page.getByLabel('Type odin to confirm').fill('odin');
  await uninstall.click();
  await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash: uninstallPlan(true).hash }]);
});

test('the password is shown for 30 s and then is gone', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await page.clock.install();
  await page.getByRole('button', { name: 'Grafana password' }).click();
  await expect(page.getByText('kT4-example-pass-9Qz')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show for 30 s' }).click();
  await expect(page.getByText('kT4-example-pass-9Qz')).toBeVisible();
  await page.clock.fastForward(29_000);
  await expect(page.getByText('kT4-example-pass-9Qz')).toBeVisible();
  await page.clock.fastForward(1_500);
  await expect(page.getByText('kT4-example-pass-9Qz')).toHaveCount(0);
});

test('closing the password’s menu forgets it, and copying leaves it to the main process', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const menu = page.getByRole('button', { name: 'Grafana password' });
  await menu.click();
  await page.getByRole('button', { name: 'Show for 30 s' }).click();
  await expect(page.getByText('kT4-example-pass-9Qz')).toBeVisible();
  await page.keyboard.press('Escape');
  await menu.click();
  await expect(page.getByRole('button', { name: 'Show for 30 s' })).toBeVisible();
  await expect(page.getByText('kT4-example-pass-9Qz')).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy password' }).click();
  await expect(page.getByText('The Grafana password is on the clipboard')).toBeVisible();
  expect(await stage.inputsOf('grafana.copyPassword')).toHaveLength(1);
});

test('a door that does not open says why and what to run', async ({ stage }) => {
  await stage.show('openFails', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Open Grafana' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Grafana could not be opened');
  await expect(alert).toContainText('has no ready pod');
  await expect(alert).toContainText('kubectl -n monitoring describe pod');
});

test('without the stack the doors stay shut and say so', async ({ stage }) => {
  await stage.show('notInstalled', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'Open Grafana' }).hover();
  await expect(page.getByRole('tooltip')).toHaveText('Install the stack first');
  await page.keyboard.press('Control+g');
  expect(await stage.inputsOf('forwards.open')).toEqual([]);
});

test('what the watches tell is on the page at once', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  const terminating: Health = { state: 'Terminating', reason: 'Deleted 3 s ago, 27 s of grace left', evidence: [] };
  await stage.emit('overview.changed', overviewWith({ prometheus: terminating }));
  await stage.emit('overview.verdict', verdicts.degraded);
  await expect(page.getByRole('heading', { name: '3 of 5 parts are healthy' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Prometheus/ })).toContainText('27 s of grace left');
  expect(await stage.inputsOf('overview.get')).toHaveLength(1);
});

test('charts stay when Prometheus goes, and say that they are not renewed', async ({ stage }) => {
  await stage.show('prometheusLost', 'gpu');
  const { page } = stage;
  await expect(page.getByRole('heading', { name: 'Node memory' })).toBeVisible();
  const banner = page.getByRole('status').filter({ hasText: 'Prometheus answered 503' });
  await expect(banner).toBeVisible({ timeout: 10_000 });
  await expect(banner).toContainText(/Last renewed \d+ s ago\./);
  await expect(page.locator('figure[data-stale="true"]')).toHaveCount(6);
  await expect(page.locator('.recharts-area-curve')).toHaveCount(6);
});

test('without the stack there is no metric to miss, but a way to its plan', async ({ stage }) => {
  await stage.show('notInstalled', 'gpu');
  const { page } = stage;
  await page.getByRole('button', { name: 'See what would be installed' }).click();
  await expect(page).toHaveURL(/#\/stack$/);
  expect(await stage.inputsOf('metrics.range')).toEqual([]);
});

test('a cluster that has gone is said once, whatever else fails with it', async ({ stage }) => {
  const { page } = stage;
  for (const name of ['gpu', 'stack'] as const) {
    await stage.show('lostAll', name);
    await expect.poll(() => stage.inputsOf(name === 'gpu' ? 'metrics.range' : 'stack.status')).not.toHaveLength(0);
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(page.getByRole('alert')).toContainText('K3s is not running');
    await expect(page.getByText('could not be read')).toHaveCount(0);
  }
});

for (const scenario of ['stale', 'lost', 'silent'] as const) {
  test(`nothing is called healthy of which nothing is heard: ${scenario}`, async ({ stage }) => {
    const { page } = stage;
    const table = page.getByRole('table', { name: 'Parts' });
    await stage.show('healthy', 'overview');
    await expect(table.locator('[data-tone="ok"]')).not.toHaveCount(0);
    await expect(page.getByText(/as of \d/)).toHaveCount(0);
    await stage.show(scenario, 'overview');
    await expect(page.getByText(/as of \d/)).toHaveCount(1);
    await expect(table.getByRole('img', { name: 'Healthy when last seen' })).not.toHaveCount(0);
    await expect(table.locator('[data-tone]:not([data-tone="none"])')).toHaveCount(0);
  });
}

test('another range is asked for, and the former charts stay until it is there', async ({ stage }) => {
  await stage.show('otherRangesHang', 'gpu');
  const { page } = stage;
  await expect(page.locator('.recharts-area-curve')).toHaveCount(6);
  await page.getByText('24 h').click();
  await expect
    .poll(async () => JSON.stringify(await stage.inputsOf('metrics.range')))
    .toContain('"rangeSeconds":86400');
  expect(await page.locator('.recharts-area-curve').count()).toBe(6);
});

test('a week has days on its axis, and a band of what each point stands for', async ({ stage }) => {
  await stage.show('healthy', 'gpu');
  const { page } = stage;
  const figure = page.getByRole('figure', { name: 'Utilisation' });
  await expect(figure.locator('.recharts-area-area')).toHaveCount(1);
  await page.getByText('7 d').click();
  await expect(figure.locator('.recharts-area-area')).toHaveCount(2);
  await expect(figure.getByText(/^[A-Z][a-z]{2} \d+$/).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/gpu-week.png' });
});

test('paused charts are asked for no more, and say since when; a menu copies what they show', async ({ stage }) => {
  await stage.show('processes', 'gpu');
  const { page } = stage;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Busy|At work): \d+ %, [\d.]+ of 16 GiB held by /);
  await page.getByRole('button', { name: 'Pause the charts' }).click();
  await expect(page.getByText(/^Paused at \d/)).toBeVisible();
  await page.getByRole('button', { name: 'More of Power' }).click();
  await page.getByRole('menuitem', { name: 'Open in Grafana' }).click();
  await expect
    .poll(() => stage.inputsOf('forwards.open'))
    .toEqual([{ target: 'grafana', dashboard: 'odin-gpu', rangeSeconds: 3_600 }]);
});

test('Grafana is opened from the page of the GPU at its dashboard and range, and from others at its front', async ({
  stage,
}) => {
  await stage.show('healthy', 'gpu');
  const { page } = stage;
  await page.getByText('7 d').click();
  const open = page.getByRole('button', { name: 'Open Grafana' });
  const asked = () => stage.inputsOf('forwards.open');
  const there = { target: 'grafana', dashboard: 'odin-gpu', rangeSeconds: 604_800 };
  await open.click();
  await expect.poll(asked).toEqual([there]);
  await page.getByRole('link', { name: 'Alerts' }).click();
  await expect(page).toHaveURL(/#\/alerts$/);
  await expect(open).toBeEnabled();
  await open.click();
  await expect.poll(asked).toEqual([there, { target: 'grafana' }]);
});

test('the button of a chart stands in the middle of its head', async ({ stage }) => {
  await stage.show('twoGpus', 'gpu');
  const { page } = stage;
  const button = page.getByRole('button', { name: 'More of Power' });
  const middles = await button.evaluate((one) => {
    const middleOf = (element: Element | null | undefined) => {
      const box = element?.getBoundingClientRect() ?? new DOMRect();
      return box.top + box.height / 2;
    };
    return [middleOf(one), middleOf(one.parentElement?.querySelector('h2'))];
  });
  expect(Math.abs((middles[0] ?? 0) - (middles[1] ?? 9))).toBeLessThan(2.5);
});

test('gaps are gaps: the line is broken where samples are missing', async ({ stage }) => {
  await stage.show('gaps', 'gpu');
  const curve = stage.page.locator('.recharts-area-curve').first();
  await expect(curve).toBeAttached();
  const path = (await curve.getAttribute('d')) ?? '';
  expect(path.match(/M/g)?.length).toBe(4);
});

test('a chart says of its sleep since when and by what, to the pointer, to keys and to a listener', async ({
  stage,
}) => {
  await stage.show('asleep', 'gpu');
  const figure = stage.page.getByRole('figure', { name: 'Utilisation Asleep' });
  const chart = figure.locator('svg.recharts-surface');
  await expect(figure.locator('.sleep-asleep')).toHaveCount(2);
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  const reading = figure.locator('.recharts-tooltip-wrapper');
  await stage.page.mouse.move(box.x + box.width * 0.95, box.y + box.height / 2);
  const now = /Asleep since .+ \(runtime_status of 0000:01:00\.0 is suspended\)/;
  await expect(reading).toHaveText(/Asleep since .+runtime_status of 0000:01:00\.0 is suspended$/);
  await stage.page.screenshot({ path: 'test-results/screens/gpu-asleep-cursor.png' });
  await stage.page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await expect(reading).toHaveText(/Asleep from .+ to /);
  await stage.page.mouse.move(0, 0);
  await expect(reading).toBeHidden();
  await chart.focus();
  await stage.page.keyboard.press('ArrowRight');
  await expect(reading).toHaveText(/[0-9] %$/);
  for (let step = 0; step < 40; step++) await stage.page.keyboard.press('ArrowRight');
  await expect(reading).toHaveText(/Asleep from .+ to /);
  await expect(figure.getByText(now).first()).toBeAttached();
});

test('what held the clocks back is marked on heat and power, and said at the cursor', async ({ stage }) => {
  await stage.show('throttled', 'gpu');
  const { page } = stage;
  const figure = page.getByRole('figure', { name: 'Temperature' });
  await expect(figure.locator('.throttle-heat')).toHaveCount(3);
  await expect(figure.locator('.throttle-power')).toHaveCount(1);
  await expect(page.getByRole('figure', { name: 'Utilisation' }).locator('.throttle-heat')).toHaveCount(0);
  const box = await figure.locator('svg.recharts-surface').boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  await page.mouse.move(box.x + box.width * 0.97, box.y + box.height / 2);
  await expect(figure.locator('.recharts-tooltip-wrapper')).toHaveText(/°CHeld back by temperature$/);
  await page.screenshot({ path: 'test-results/screens/gpu-throttled-cursor.png' });
});

test('XID errors are lines, flags and words at the cursor', async ({ stage }) => {
  // Four looks, each with axe.
  test.setTimeout(90_000);
  const { page } = stage;
  for (const [scenario, theme, width, height] of [
    ['xids', 'dark', 1280, 800],
    ['xids', 'light', 900, 600],
    ['xidsOfTwo', 'light', 1280, 800],
    ['xidsOfTwo', 'dark', 900, 600],
  ] as const) {
    await stage.show(scenario, 'gpu', { theme, width, height });
    await expect(page.locator('.xid-flag').first()).toBeAttached();
    await page.screenshot({ path: `test-results/screens/gpu-${scenario}-${theme}.png` });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await expect(page.getByText(/^NVIDIA H200 #1: XID 95 at .+: a memory error may /)).toBeVisible();
  await expect(page.getByText('and 2 other XID errors')).toBeVisible();
  await stage.show('xids', 'gpu');
  await expect(page.getByText(/^XID 79 at .+: the GPU has fallen off the bus$/)).toBeVisible();
  await expect(page.getByText(/^XID 31, 3 times, last at /)).toBeVisible();
  const figure = page.getByRole('figure', { name: /^Temperature/ });
  await expect(figure.locator('.xid-flag')).toHaveCount(5);
  await expect(page.getByRole('figure', { name: /^Node CPU/ }).locator('.xid-flag')).toHaveCount(0);
  const flag = await figure.locator('.xid-flag').last().boundingBox();
  if (flag === null) throw new Error('The flag has no place.');
  // After it no value is known.
  await page.mouse.move(flag.x + 2, flag.y + 60);
  await expect(figure.locator('.recharts-tooltip-wrapper')).toContainText('XID 79: the GPU has fallen off the bus');
  await page.screenshot({ path: 'test-results/screens/gpu-xids-cursor.png' });

  // The stack of who held the memory is of all GPUs, and has the flags of each.
  const held = page.getByRole('figure', { name: /^Who held the memory/ });
  await expect(held.locator('.xid-flag')).toHaveCount(5);
  await held.scrollIntoViewIfNeeded();
  const beside = await held.locator('.xid-flag').last().boundingBox();
  if (beside === null) throw new Error('The flag has no place.');
  await page.mouse.move(beside.x + 2, beside.y + 60);
  await expect(held.locator('.recharts-tooltip-wrapper')).toContainText('XID 79: the GPU has fallen off the bus');
  await page.screenshot({ path: 'test-results/screens/gpu-xids-held.png' });
});

test('the power card says what was drawn', async ({ stage }) => {
  const { page } = stage;
  const power = page.getByRole('figure', { name: /^Power/ });
  await stage.show('energyCounted', 'gpu');
  await expect(power.getByText('86 Wh in 1 h', { exact: true })).toBeVisible();
  await page.getByText('7 d').click();
  await expect(power.getByText('14.4 kWh in 7 d, 2.06 kWh a day', { exact: true })).toBeVisible();
});

test('what was drawn is of the time that is known, of all GPUs, and nothing where nothing tells', async ({ stage }) => {
  const { page } = stage;
  const power = page.getByRole('figure', { name: /^Power/ });
  for (const [theme, width, height] of [
    ['light', 900, 600],
    ['dark', 1280, 800],
  ] as const) {
    await stage.show('asleep', 'gpu', { theme, width, height });
    await expect(power.getByText(/^About \d+ Wh in 1 h, while awake$/)).toBeVisible();
    await power.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screens/gpu-energy-${theme}.png` });
  }
  await stage.show('twoGpus', 'gpu');
  await expect(power.getByText(/^About [\d.]+ k?Wh in 1 h, together$/)).toBeVisible();
  await stage.show('notExported', 'gpu');
  await expect(page.getByText('Not exported by this GPU').first()).toBeVisible();
  await expect(page.getByText(/Wh in /)).toHaveCount(0);
});

test('a chart is saved as a picture once its menu has gone', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'gpu', { theme: 'dark', width: 900, height: 600 });
  const power = page.getByRole('figure', { name: /^Power/ });
  await page.getByRole('button', { name: 'More of Power' }).click();
  await page.screenshot({ path: 'test-results/screens/gpu-menu.png' });
  await page.getByRole('menuitem', { name: 'Save as PNG…' }).click();
  await expect(page.getByText('/home/freya/Documents/Power.png')).toBeVisible();
  await expect(page.getByText('The picture was saved')).toBeVisible();
  const box = await power.boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  const [input, ...others] = (await stage.inputsOf('charts.save')) as Input<'charts.save'>[];
  expect(others).toEqual([]);
  expect(input?.title).toBe('Power');
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(input?.area[side]).toBeCloseTo(box[side], 0);
  expect(box.y + box.height).toBeLessThanOrEqual(600);
  await expect(power).not.toHaveAttribute('data-pictured');
  await page.screenshot({ path: 'test-results/screens/gpu-picture-saved.png' });
});

test('more charts are asked for once they are unfolded, and stay so', async ({ stage }) => {
  await stage.show('moreCharts', 'gpu');
  const { page } = stage;
  const asked = async () => JSON.stringify(await stage.inputsOf('metrics.range'));
  await expect.poll(asked).toContain('gpuPower');
  expect(await asked()).not.toContain('gpuSmClock');
  await page.getByRole('button', { name: /^More: / }).click();
  await expect.poll(asked).toContain('gpuSmClock');
  await expect(page.getByRole('figure', { name: 'Graphics clock' })).toContainText('GHz');
  await expect(page.getByRole('figure', { name: 'Fan' })).toHaveCount(0);
  const absent = page.getByText('Not exported by this GPU: Memory temperature · Fan · PCIe');
  await absent.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/screens/gpu-more.png' });
  await page.reload();
  await expect(absent).toBeVisible();
});

test('dragging over a chart zooms all of them; keys move and scale, and every step leads back', async ({ stage }) => {
  await stage.show('throttled', 'gpu');
  const { page } = stage;
  const figure = page.getByRole('figure', { name: 'Utilisation' });
  const box = await figure.locator('svg.recharts-surface').boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.45, box.y + 60, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 });
  await page.screenshot({ path: 'test-results/screens/gpu-brush.png' });
  await page.mouse.up();
  await expect(page).toHaveURL(/#\/gpu\?from=\d+&to=\d+$/);
  const lengthOf = () => {
    const [, from, to] = /from=(\d+)&to=(\d+)/.exec(page.url()) ?? [];
    return Number(to) - Number(from);
  };
  expect(lengthOf()).toBeGreaterThan(900);
  expect(lengthOf()).toBeLessThan(1_500);
  const first = { url: page.url(), length: lengthOf() };
  await expect
    .poll(async () => JSON.stringify(await stage.inputsOf('metrics.range')))
    .toContain(`"rangeSeconds":${first.length},"endSeconds":`);
  await expect(page.getByText(/^Zoomed to .*\d:\d\d.* – .*\d:\d\d/)).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: `test-results/screens/gpu-zoomed-${theme}.png` });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page).not.toHaveURL(first.url);
  expect(lengthOf()).toBe(first.length);
  await page.keyboard.press('+');
  await expect.poll(lengthOf).toBeLessThan(first.length * 0.6);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(first.url);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/gpu$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Back to last 1 h' }).click();
  await expect(page.getByText(/^Zoomed to/)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Held back by temperature: /);
});

test('the line of a day before is switched on in a menu, and asked for only then', async ({ stage }) => {
  await stage.show('healthy', 'gpu');
  const { page } = stage;
  const asked = async () => JSON.stringify(await stage.inputsOf('metrics.range'));
  await expect(page.locator('.recharts-area-curve')).toHaveCount(6);
  expect(await asked()).not.toContain('endSeconds');
  await page.getByRole('button', { name: 'More of Power' }).click();
  await page.getByRole('menuitem', { name: 'Show the day before' }).click();
  await expect.poll(asked).toContain('endSeconds');
  await expect(page.locator('.yesterday .recharts-area-curve')).toHaveCount(6);
  await page.mouse.move(500, 300);
  await expect(page.getByText(/^a day before \d+ %$/).first()).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: `test-results/screens/gpu-day-before-${theme}.png` });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'More of Power' }).click();
  await page.getByRole('menuitem', { name: 'Hide the day before' }).click();
  await expect(page.locator('.yesterday .recharts-area-curve')).toHaveCount(0);
});

test('who uses the GPU is a table of processes, with their pods where they are of one', async ({ stage }) => {
  await stage.show('processes', 'gpu');
  const table = stage.page.getByRole('table', { name: 'Who uses it' });
  await table.scrollIntoViewIfNeeded();
  const rows = table.getByRole('row');
  await expect(rows).toHaveCount(5);
  // By its clock, and in the first hour of a day by the day before.
  await expect(rows.nth(1)).toHaveText(
    /^python3pid 48213llama-finetune-7d9c4b6f58-2xkq9lab9.6 GiB(\w{3} \d+, \d{4}, )?\d+:\d\d/,
  );
  await expect(rows.nth(2)).toHaveText(/3.3 GiBa day or more$/);
  await expect(rows.nth(3)).toContainText('Process of this machine');
  await expect(rows.nth(4)).toContainText('–');
  await stage.page.screenshot({ path: 'test-results/screens/gpu-processes-table.png' });
});

test('who held the memory is a stack of layers, with names, values, a cursor, a zoom and what can be taken away', async ({
  stage,
}) => {
  // Many looks, each with axe.
  test.setTimeout(150_000);
  const { page } = stage;
  const card = page.getByRole('figure', { name: /^Who held the memory/ });
  for (const [scenario, theme, width, height] of [
    ['processes', 'dark', 1280, 800],
    ['manyHolders', 'light', 900, 600],
    ['manyHolders', 'dark', 1920, 1200],
    ['holdersAsleep', 'light', 1280, 800],
    ['oneHolder', 'dark', 900, 600],
    ['processesOfTwo', 'light', 1920, 1200],
  ] as const) {
    await stage.show(scenario, 'gpu', { theme, width, height });
    await expect(card.locator('.holder .recharts-area-area').first()).toBeAttached();
    await card.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `test-results/screens/gpu-${scenario}-${theme}-holders.png` });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await stage.show('manyHolders', 'gpu');
  await expect(card.locator('.holder .recharts-area-area')).toHaveCount(9);
  const legend = card.getByRole('list');
  await expect(legend.getByRole('listitem').filter({ hasText: '/ollama-0' })).toHaveText([
    'chat/ollama-0',
    'lab/ollama-0',
  ]);
  await expect(legend.getByRole('listitem').last()).toHaveText('14 others');
  // What is gone by now is no door, and what is there is one.
  await expect(legend.getByRole('link', { name: 'frigate-0' })).toHaveAttribute('href', /open=Pod\/vision\/frigate-0/);
  await expect(legend.getByRole('link', { name: 'lab/ollama-0' })).toHaveCount(0);

  await stage.show('processes', 'gpu');
  await card.scrollIntoViewIfNeeded();
  const box = await card.locator('.recharts-wrapper').boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  const reading = card.locator('.recharts-tooltip-wrapper');
  await expect(reading).toContainText(/ollama-03\.\d.*GiBCyberpunk2077\.exe5\.\d.*GiB.*together9\.\d.*GiB/);
  await expect(reading).not.toContainText('llama-finetune');
  const others = page.getByRole('figure', { name: /^Memory/ }).locator('.recharts-tooltip-wrapper');
  await expect(others).toContainText('GiB');
  await page.screenshot({ path: 'test-results/screens/gpu-holders-cursor.png' });

  await card.getByRole('button', { name: 'More of Who held the memory' }).click();
  for (const name of ['Copy as CSV', 'Save as PNG…', 'Open in Grafana']) {
    await expect(page.getByRole('menuitem', { name })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => JSON.stringify(await stage.inputsOf('gpus.holders'))).toContain('endSeconds');
});

test('a GPU that slept all the time is shaded all the time, though Prometheus has no sample of it', async ({
  stage,
}) => {
  await stage.show('asleepAllAlong', 'gpu');
  const figure = stage.page.getByRole('figure', { name: /^Utilisation/ });
  await expect(figure.locator('.sleep-asleep')).toHaveCount(1);
  const width = async (selector: string) => (await figure.locator(selector).first().boundingBox())?.width ?? 0;
  expect(await width('.sleep-asleep path')).toBeGreaterThan((await width('svg.recharts-surface')) * 0.8);
  await stage.page.screenshot({ path: 'test-results/screens/gpu-asleep-all-along.png' });
});

test('leaving a page gives up what it was waiting for', async ({ stage }) => {
  await stage.show('metricsLoading', 'gpu');
  await expect.poll(() => stage.inputsOf('metrics.range')).not.toHaveLength(0);
  const before = (await stage.aborted()).length;
  await stage.page.getByRole('link', { name: 'Stack' }).click();
  await expect.poll(async () => (await stage.aborted()).slice(before)).toContain('metrics.range');
});

test('nothing turns for those who want no motion', async ({ stage }) => {
  const { page } = stage;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await stage.show('progress', 'stack');
  const arc = page.locator('svg[data-tone="busy"]').first();
  await expect(arc).toBeAttached();
  expect(await arc.evaluate((svg) => getComputedStyle(svg).animationIterationCount)).toBe('1');
  await page.emulateMedia({ reducedMotion: null });
});

test('the theme is kept by the main process', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: /Theme/ }).click();
  await page.getByRole('menuitem', { name: 'Light' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  expect(await stage.inputsOf('app.setTheme')).toEqual([{ theme: 'light' }]);
});
