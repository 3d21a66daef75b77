// The whole app with the keyboard alone.
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { test } from './fixture.ts';
import { tabUntil } from './tab-until.ts';

test('every stop of the Tab key shows where it is, and all that matters is reached', async ({ stage }) => {
  await stage.show('unhealthy', 'overview');
  const { page } = stage;
  await expect(page.getByText('3 of 5 parts are healthy').first()).toBeVisible();
  const stops: string[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const { name, isVisible, hasRing } = await focused(page);
    expect(isVisible, `${name} is seen`).toBe(true);
    expect(hasRing, `${name} has a focus ring`).toBe(true);
    stops.push(name);
  }
  const expected = [
    'Skip to the page',
    'Overview',
    'GPU',
    'Stack',
    'Doctor',
    'Alerts',
    'Forwards',
    'Explore',
    'Logs',
    'Settings',
    'Theme',
    'razer-blade',
    'Run a command',
  ];
  const rest = ['Open Prometheus', 'Open Grafana', 'Grafana password', 'Show the log', 'GPU temperature', 'Filter'];
  const doors = ['Actions for Grafana', 'Prometheus', 'Memory', 'Upgraded to stack'];
  for (const name of [...expected, ...rest, ...doors]) {
    expect(
      stops.some((stop) => stop.includes(name)),
      `${name} among ${stops.join(' | ')}`,
    ).toBe(true);
  }
});

test('shortcuts lead to the pages, to Grafana and to the commands', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  await expect(page.getByText('All 5 parts are healthy').first()).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: 'Utilisation' })).toBeVisible();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('table', { name: 'Parts of the stack' })).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana' }]);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('prom');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana' }, { target: 'prometheus' }]);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('use demo');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('clusters.select')).toEqual([{ id: 'demo' }]);
});

test('the doctor is opened by its key, its links unfold, and what it finds leads to where it is put back', async ({
  stage,
}) => {
  await stage.show('doctorMended', 'overview');
  const { page } = stage;
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { name: /a network policy stands between them/ })).toBeVisible();
  await expect(page.getByText('connection refused')).toBeVisible();
  await tabUntil(page, page.getByRole('button', { name: /containerd’s configuration/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('runtimes: runc, nvidia')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText('runtimes: runc, nvidia')).toBeHidden();
  await tabUntil(page, page.getByRole('button', { name: 'See what was changed by hand…' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: /^By hand/, selected: true })).toBeVisible();
  await expect(page.getByText('2 objects were changed by hand')).toBeVisible();
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('heading', { name: 'Nothing is broken from the driver to the charts.' })).toBeVisible();
  expect(await stage.inputsOf('stack.apply')).toEqual([]);
});

test('a look at the chain that fails says so beside what was seen before, and the focus stays', async ({ stage }) => {
  await stage.show('doctorOnce', 'doctor');
  const { page } = stage;
  const again = page.getByRole('button', { name: 'Look again' });
  await tabUntil(page, again);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The API server answered 503.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing is broken from the driver to the charts.' })).toBeVisible();
  await expect(again).toBeFocused();
});

test('objects of a plan are walked with the arrows, parts unfolded and folded, and the diff follows', async ({
  stage,
}) => {
  await stage.show('drifted', 'stack/plan');
  const { page } = stage;
  const tree = page.getByRole('tree', { name: 'Objects' });
  const row = (name: RegExp) => tree.getByRole('treeitem', { name });
  await tree.focus();
  await page.keyboard.press('Home');
  for (const _step of ['config', 'Grafana', 'datasources', 'GPU exporter', 'its DaemonSet']) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(row(/gpu-exporter DaemonSet/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('region', { name: 'Changes of DaemonSet/monitoring/gpu-exporter' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(row(/grafana-datasources/)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(row(/^Grafana/)).toHaveAttribute('aria-expanded', 'false');
  await expect(row(/grafana-datasources/)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(row(/grafana-datasources/)).toHaveAttribute('aria-selected', 'true');
  await expect(row(/^Node exporter/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(row(/monitoring Namespace/)).toBeVisible();
});

test('a cluster is chosen with Tab and Enter, and Escape gives the focus back', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const target = page.getByRole('button', { name: /razer-blade/ }).first();
  await target.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Demo cluster/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'Demo cluster');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('clusters.select')).toEqual([{ id: 'demo' }]);
});

test('the stack is installed without a mouse', async ({ stage }) => {
  await stage.show('installing', 'stack');
  const { page } = stage;
  await expect(page.getByRole('button', { name: 'Install', exact: true })).toBeEnabled();
  await tabTo(page, 'Install');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The stack is installed' })).toBeVisible();
});

test('a revision is rolled back to without a mouse', async ({ stage }) => {
  await stage.show('changing', 'stack');
  const { page } = stage;
  await expect(page.getByRole('table', { name: 'Parts of the stack' })).toBeVisible();
  await tabTo(page, 'Status');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'History' })).toBeFocused();
  await expect(page.getByRole('table', { name: 'Revisions' })).toBeVisible();
  await tabTo(page, 'Roll back to 1');
  await page.keyboard.press('Enter');
  const confirm = page.getByRole('button', { name: 'Roll back', exact: true });
  await expect(confirm).toBeEnabled();
  await tabTo(page, 'Roll back');
  await expect(confirm).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The stack is rolled back' })).toBeVisible();
  expect(await stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:rollback-1' }]);
});

test('a setting is changed and its plan seen without a mouse', async ({ stage }) => {
  await stage.show('healthy', 'stack');
  const { page } = stage;
  await expect(page.getByRole('table', { name: 'Parts of the stack' })).toBeVisible();
  await tabTo(page, 'Status');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeFocused();
  const time = page.getByRole('group', { name: 'Prometheus', exact: true }).getByRole('textbox', { name: 'Retention' });
  await expect(time).toHaveValue('15d');
  await tabUntil(page, time);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1m');
  await page.keyboard.press('Tab');
  await expect(time).toHaveAccessibleDescription(/Retention must be at least 2h\./);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('30d');
  await expect(time).not.toHaveAccessibleDescription(/must be/);
  await tabUntil(page, page.getByRole('button', { name: 'Show the plan' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Change the settings of stack 1.0.0' })).toBeVisible();
  expect((await stage.inputsOf('stack.plan')).at(-1)).toEqual({
    want: 'install',
    settings: { version: 1, prometheus: { retention: { time: '30d' } } },
    consent: [],
  });

  await tabUntil(page, page.getByRole('button', { name: 'Back to the settings' }));
  await page.keyboard.press('Enter');
  await expect(time).toHaveValue('30d');
  await tabUntil(page, page.getByRole('button', { name: 'Reset Retention' }));
  await page.keyboard.press('Enter');
  await expect(time).toHaveValue('15d');
  await expect(time).toBeFocused();
  await expect(page.getByRole('button', { name: 'Show the plan' })).toBeDisabled();
});

test('a folder is chosen without a mouse', async ({ stage }) => {
  await stage.show('folderDeclined', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Settings' }).click();
  const field = page.getByRole('textbox', { name: 'Extra manifests' });
  const choose = page.getByRole('button', { name: 'Choose the folder of extra manifests' });
  await tabUntil(page, field);
  await page.keyboard.type('/etc');
  await expect(field).toHaveValue('');
  await tabUntil(page, choose);
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.inputsOf('stack.chooseFolder')).toHaveLength(1);
  // Who closes the dialog stands where they were, and nothing is said.
  await expect(choose).toBeFocused();
  await expect(field).toHaveValue('');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('who says no to the system’s question stands where they were', async ({ stage }) => {
  await stage.show('declined', 'stack/plan');
  const { page } = stage;
  const upgrade = page.getByRole('button', { name: 'Upgrade', exact: true });
  await expect(upgrade).toBeEnabled();
  await tabUntil(page, upgrade);
  for (const times of [1, 2]) {
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.inputsOf('stack.apply')).toHaveLength(times);
    await expect(upgrade).toBeFocused();
  }
});

test('what the window tells of itself is read and closed without a mouse, one after the other', async ({ stage }) => {
  await stage.show('mishapFolders', 'overview');
  const { page } = stage;
  await expect(page.getByText(/^ODIN cannot write to .*state\/odin/)).toBeVisible();
  await tabUntil(page, page.getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^ODIN cannot write to .*ODIN Control Panel/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^ODIN cannot write to/)).toHaveCount(0);
});

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).name.startsWith(name)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** The element that has the focus: its words, whether it can be seen, and whether a ring shows it. */
function focused(page: Page): Promise<{ name: string; isVisible: boolean; hasRing: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return { name: '', isVisible: false, hasRing: false };
    const { width, height, bottom, top } = element.getBoundingClientRect();
    // A radio button of a segmented control shows its focus on the label.
    const isOwnRing = !(element instanceof HTMLInputElement) || element.type === 'text';
    const ring = isOwnRing ? element : (element.nextElementSibling ?? element);
    const { outlineStyle, outlineWidth } = getComputedStyle(ring);
    return {
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      isVisible:
        element instanceof HTMLInputElement || (width > 0 && height > 0 && bottom > 0 && top < window.innerHeight),
      hasRing: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}
