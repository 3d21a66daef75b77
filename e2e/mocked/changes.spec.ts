// Changes of a stack that is installed: upgrade, agree, roll back, end drift and interruptions.
import { expect } from 'playwright/test';
import { seenEdits } from '../../shared/model/seen-edits.ts';
import { test } from './fixture.ts';
import { drift } from './fixtures/changes.ts';

test('agreeing plans anew with that consent, and what was agreed to is applied', async ({ stage }) => {
  await stage.show('conflicts', 'stack/plan');
  const { page } = stage;
  const upgrade = page.getByRole('button', { name: 'Upgrade', exact: true });
  const obstacles = page.getByRole('alert');
  await expect(obstacles).toContainText('are managed by kubectl-edit');
  await expect(upgrade).toBeDisabled();

  const force = page.getByRole('checkbox', { name: 'Take the fields that others manage' });
  await force.check();
  await expect(obstacles).toHaveCount(0);
  await expect(page.getByText('Takes spec.replicas,').first()).toBeVisible();
  await expect(force).toBeFocused();
  await expect(upgrade).toBeEnabled();
  await force.uncheck();
  await expect(obstacles).toBeVisible();
  await expect(upgrade).toBeDisabled();

  await force.check();
  await upgrade.click();
  await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:upgrade+force' }]);
  const asked = (await stage.inputsOf('stack.plan')).map((input) => (input as { consent: unknown }).consent);
  expect(asked).toEqual([[], ['force'], [], ['force']]);
});

test('a consent that is not enough leaves what else stands in the way', async ({ stage }) => {
  await stage.show('allConsents', 'stack/plan');
  const { page } = stage;
  await page.getByRole('checkbox', { name: 'Make objects that are already there' }).check();
  const obstacles = page.getByRole('alert');
  await expect(obstacles).not.toContainText('belongs to no release');
  await expect(obstacles).toContainText('is pending-upgrade since 26 h');
  await expect(page.getByRole('button', { name: 'Upgrade', exact: true })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Go on although another tool' }).check();
  await page.getByRole('checkbox', { name: 'Take the fields' }).check();
  await page.getByRole('button', { name: 'Upgrade', exact: true }).click();
  await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:upgrade+force+adopt+takeOver' }]);
});

test('another version can be chosen, and what was agreed to for one says nothing of the other', async ({ stage }) => {
  await stage.show('conflicts', 'stack/plan');
  const { page } = stage;
  await page.getByRole('checkbox', { name: 'Take the fields' }).check();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Version' }).selectOption('1.0.0');
  await expect(page.getByRole('heading', { name: 'Stack 1.0.0 is installed' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Take the fields' })).not.toBeChecked();
  expect((await stage.inputsOf('stack.plan')).at(-1)).toEqual({ want: 'install', version: '1.0.0', consent: [] });
});

test('a plan that cannot be made anew is not left to be confirmed', async ({ stage }) => {
  await stage.show('planAgainFails', 'stack/plan');
  const { page } = stage;
  await expect(page.getByRole('button', { name: 'Apply the changes' })).toBeEnabled();
  await page.getByRole('button', { name: 'Plan again' }).click();
  await expect(page.getByRole('alert')).toContainText('etcd has no leader');
  await expect(page.getByRole('button', { name: 'Apply the changes' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Plan again' })).toBeVisible();
});

test('what is dangerous in a plan is said where it happens, and counted where it is confirmed', async ({ stage }) => {
  await stage.show('upgrade', 'stack/plan');
  const { page } = stage;
  await expect(page.getByRole('treeitem', { name: /prometheus StatefulSet/ })).toContainText('deleted and made anew');
  await expect(page.getByRole('treeitem', { name: /prometheus-data/ })).toContainText('It holds data');
  await expect(page.getByText('Look twice at prometheus-data, prometheus and 1 more.')).toBeVisible();
});

test('an earlier revision is rolled back to from the history, and the history is read anew', async ({ stage }) => {
  await stage.show('changing', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('row', { name: /current/ })).toContainText('3');
  await expect(page.getByRole('button', { name: /^Roll back to/ })).toHaveCount(1); // the second never became healthy
  await page.getByRole('button', { name: 'Roll back to 1…' }).click();
  await expect(page.getByRole('heading', { name: 'Roll back to revision 1' })).toBeVisible();
  expect((await stage.inputsOf('stack.plan')).at(-1)).toEqual({ want: 'rollback', revision: 1, consent: [] });
  await page.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The stack is rolled back' })).toBeVisible();
  expect(await stage.inputsOf('stack.apply')).toEqual([{ hash: 'sha256:rollback-1' }]);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Revision 4 is current' })).toBeVisible();
});

test('an unfolded revision shows its YAML when it is asked for', async ({ stage }) => {
  const { page } = stage;
  await stage.show('history', 'stack');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Rollback to 1' }).first().click();
  const show = page.getByRole('button', { name: 'Show its YAML' });
  await expect(show).toBeVisible();
  expect(await stage.inputsOf('stack.manifest')).toEqual([]);
  await show.click();
  const yaml = page.getByRole('region', { name: /^YAML of revision \d/ });
  await expect(yaml).toContainText('kind: ConfigMap');
  await expect(yaml).toContainText('password: ***');
  await page.getByRole('button', { name: 'Hide its YAML' }).click();
  await expect(yaml).toHaveCount(0);
});

test('the way back from a plan leads to where it was asked for', async ({ stage }) => {
  await stage.show('history', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Roll back to 1…' }).click();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Revisions' })).toBeVisible();
  await page.getByRole('button', { name: 'Roll back to 1…' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('table', { name: 'Revisions' })).toBeVisible();
  expect(await stage.inputsOf('stack.apply')).toEqual([]);
});

test('what a version brings is told before it is chosen, by the keyboard alone', async ({ stage }) => {
  await stage.show('upgrade', 'stack/plan');
  const { page } = stage;
  const button = page.getByRole('button', { name: 'What is new' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'What is new in 1.1.0' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.getByText('prometheus-headless')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await page.getByRole('combobox', { name: 'Version' }).selectOption('1.0.0');
  await button.click();
  await expect(page.getByRole('dialog', { name: 'What is new in 1.0.0' })).toBeVisible();
});

test('what Helm made is shown and cannot be changed', async ({ stage }) => {
  await stage.show('helmMade', 'stack');
  const { page } = stage;
  await expect(page.getByText('ODIN shows it and does not change it')).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('table', { name: 'Made by Helm' }).getByText('traefik')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByRole('button', { name: /…$/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Rollback to 1' }).click();
  await expect(page.getByText('Beside revision 2: 1 created, 1 changed, 1 deleted.')).toBeVisible();
  expect(await stage.inputsOf('stack.plan')).toEqual([]);
});

for (const [button, want, title, confirm, then] of [
  ['Put back…', 'putBack', 'Put back what was changed by hand', 'Put back', 'Nothing was changed by hand'],
  ['Keep…', 'accept', 'Keep what was changed by hand', 'Keep', 'Nothing was changed by hand'],
] as const) {
  test(`drift is told by field and by whom, and ended: ${want}`, async ({ stage }) => {
    await stage.show('changing', 'stack');
    const { page } = stage;
    await page.getByRole('tab', { name: 'By hand' }).click();
    const fields = page.getByRole('region', { name: 'What was changed in Deployment/monitoring/grafana' });
    const replicas = fields.getByRole('listitem').filter({ hasText: 'spec.replicas' });
    await expect(replicas).toContainText('kubectl-scale');
    await expect(replicas.getByRole('definition')).toHaveText(['1', '3']);
    await page.getByRole('option', { name: /node-exporter/ }).click();
    await expect(page.getByText('It was deleted by hand.')).toBeVisible();
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    // What was shown, and no more, is what may be taken.
    const asked = want === 'putBack' ? { want, takes: seenEdits(drift), consent: [] } : { want, consent: [] };
    expect((await stage.inputsOf('stack.plan')).at(-1)).toEqual(asked);
    await page.getByRole('button', { name: confirm, exact: true }).click();
    await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash: `sha256:${want}` }]);
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('heading', { name: then })).toBeVisible();
  });
}

for (const [scenario, button, how, hash, confirm] of [
  ['interruptedRollBack', 'Go back to revision 3…', 'undo', 'sha256:undo', 'Go back'],
  ['interruptedRollBack', 'Finish the upgrade…', 'finish', 'sha256:finish', 'Finish'],
  ['interruptedCleanUp', 'Remove what was made (volumes stay)…', 'undo', 'sha256:undo', 'Remove'],
] as const) {
  test(`what was interrupted can be ended: ${scenario}, ${how}`, async ({ stage }) => {
    await stage.show(scenario, 'stack');
    const { page } = stage;
    await expect(page.getByText('nobody is at work on it')).toBeVisible();
    expect(await stage.inputsOf('stack.plan')).toEqual([]);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('button', { name: confirm, exact: true }).click();
    await expect.poll(() => stage.inputsOf('stack.apply')).toEqual([{ hash }]);
    expect(await stage.inputsOf('stack.plan')).toEqual([{ want: 'recover', how, consent: [] }]);
  });
}

test('what can only be finished offers no way back, and the overview leads to it', async ({ stage }) => {
  await stage.show('interruptedFinish', 'overview');
  const { page } = stage;
  await page.getByRole('button', { name: 'See what can be done' }).click();
  await expect(page.getByRole('button', { name: 'Finish the upgrade…' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Go back|Remove)/ })).toHaveCount(0);
});

test('a first install that failed offers to remove what it made', async ({ stage }) => {
  await stage.show('firstFailed', 'stack');
  const { page } = stage;
  await page.getByRole('button', { name: 'Remove what was made…' }).click();
  await expect(page.getByRole('heading', { name: 'Uninstall the stack' })).toBeVisible();
  expect(await stage.inputsOf('stack.plan')).toEqual([{ want: 'uninstall', deleteData: false, consent: [] }]);
});

test('settings that are refused say why, and the way back leads to the field, with what was typed', async ({
  stage,
}) => {
  await stage.show('settingsRefused', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Receivers as YAML' }).click();
  const receivers = page.getByRole('textbox', { name: 'Receivers' });
  await receivers.fill('receivers: none');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(page.getByRole('alert')).toContainText('alerts.receivers holds no list of receivers');
  await page.getByRole('button', { name: 'Back to the settings' }).click();
  await expect(receivers).toHaveValue('receivers: none');
  await expect(receivers).toBeFocused();
  await expect(receivers).toHaveAccessibleDescription(/^Receivers holds no list of receivers\. /);
  await receivers.fill('receivers: some');
  await expect(receivers).not.toHaveAccessibleDescription(/holds no list/);
  await receivers.fill('receivers: none');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await expect(receivers).toHaveValue('receivers: none');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(receivers).toHaveValue('');
});

test('the way back from a plan leads to the setting that was edited', async ({ stage }) => {
  await stage.show('settings', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Settings' }).click();
  const group = page.getByRole('group', { name: 'Prometheus', exact: true });
  const retention = group.getByRole('textbox', { name: 'Retention' });
  await retention.fill('45d');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await page.getByRole('button', { name: 'Back to the settings' }).click();
  await expect(retention).toBeInViewport();
  await expect(retention).toBeFocused();
});

test('an exporter is added to what was chosen before, and another removed', async ({ stage }) => {
  await stage.show('settings', 'stack');
  const { page } = stage;
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add exporter' }).click();
  const added = page.getByRole('group', { name: 'Exporter 2' });
  await expect(added.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(added.getByRole('textbox', { name: 'Image' })).toHaveAccessibleDescription(/must be the name of/);
  await added.getByRole('textbox', { name: 'Name' }).fill('disks');
  await added.getByRole('textbox', { name: 'Image' }).fill('example.org/disks:2');
  await added.getByRole('textbox', { name: 'Port' }).fill('9100');
  await added.getByRole('textbox', { name: 'Environment' }).fill('LEVEL=debug\nUR');
  await expect(added.getByText('Environment must be written as NAME=value')).toBeVisible();
  await added.getByRole('textbox', { name: 'Environment' }).fill('LEVEL=debug\nURL=http://a/?b=c\n');
  await added.getByRole('textbox', { name: 'Arguments' }).fill('--rack=0042\n\n"a b"\n"two\\nlines"\n');
  await page.getByRole('button', { name: 'Remove exporter 1' }).click();
  await page.getByRole('switch', { name: 'Logs' }).press('Space');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(page.getByRole('heading', { name: 'Change the settings of stack 1.0.0' })).toBeVisible();
  const env = { LEVEL: 'debug', URL: 'http://a/?b=c' };
  const args = ['--rack=0042', '"a b"', 'two\nlines'];
  expect((await stage.inputsOf('stack.plan')).at(-1)).toEqual({
    want: 'install',
    settings: {
      version: 1,
      prometheus: { retention: { time: '30d' }, scrapeInterval: '30s' },
      exporters: [{ name: 'disks', image: 'example.org/disks:2', port: 9100, args, env }],
    },
    consent: [],
  });
});

test('the folder of extra manifests is chosen in the system’s dialog, and cannot be typed', async ({ stage }) => {
  const { page } = stage;
  await stage.show('healthy', 'stack');
  await page.getByRole('tab', { name: 'Settings' }).click();
  const field = page.getByRole('textbox', { name: 'Extra manifests' });
  await expect(field).toHaveAttribute('readonly');
  await page.getByRole('button', { name: 'Choose the folder of extra manifests' }).click();
  await expect(field).toHaveValue('/home/freya/manifests');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect
    .poll(() => stage.inputsOf('stack.plan'))
    .toContainEqual(expect.objectContaining({ settings: { version: 1, extraManifests: '/home/freya/manifests' } }));
});

test('a folder that only the cluster names is chosen once more, and then planned with', async ({ stage }) => {
  const { page } = stage;
  await stage.show('folderUnknown', 'stack/plan');
  await page.getByRole('button', { name: 'Go to the settings' }).click();
  const field = page.getByRole('textbox', { name: 'Extra manifests' });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/^Extra manifests is \/srv\/manifests, which nobody has chosen/);
  const plan = page.getByRole('button', { name: 'Show the plan' });
  await expect(plan).toBeDisabled();
  await page.getByRole('button', { name: 'Choose the folder of extra manifests' }).click();
  await expect(field).not.toHaveAccessibleDescription(/nobody has chosen/);
  await plan.click();
  await expect(page.getByRole('tree', { name: 'Objects' })).toBeVisible();
});

test('what failed and did not go back by itself offers the way back, and the log of what failed', async ({ stage }) => {
  const { page } = stage;
  await stage.show('rollbackFailed', 'stack');
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('grafana');
  await page.getByRole('link', { name: 'Show the log' }).click();
  await expect(page.getByRole('tab', { name: 'Logs', selected: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Go back to revision 3…' }).click();
  await expect(page.getByRole('heading', { name: 'Roll back to revision 3' })).toBeVisible();
  expect(await stage.inputsOf('stack.plan')).toEqual([{ want: 'rollback', revision: 3, consent: [] }]);
});

test('a no to the system’s question leaves the plan as it is, without a word', async ({ stage }) => {
  const { page } = stage;
  await stage.show('declined', 'stack/plan');
  const upgrade = page.getByRole('button', { name: 'Upgrade', exact: true });
  await upgrade.click();
  await expect.poll(() => stage.inputsOf('stack.apply')).toHaveLength(1);
  await expect(upgrade).toBeEnabled();
  await expect(page.getByRole('region', { name: 'About this plan' })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('of what nobody approved here neither end is put forward', async ({ stage }) => {
  const { page } = stage;
  const variants = async () =>
    page.getByRole('button', { name: /^(Go back|Finish)/ }).evaluateAll((all) => all.map((one) => one.dataset.variant));
  await stage.show('interruptedUnapproved', 'stack');
  await expect(page.getByText('so it waits for you. You see what each way would do')).toBeVisible();
  expect(await variants()).toEqual(['default', 'default']);
  await stage.show('interruptedRollBack', 'stack');
  await expect(page.getByText('nobody is at work on it')).toBeVisible();
  expect(await variants()).toEqual(['default', 'filled']);
});

test('in a small window a row that failed has its name and its kind whole', async ({ stage }) => {
  await stage.show('failed', 'stack', { theme: 'light', width: 900, height: 600 });
  const row = stage.page.getByRole('treeitem', { name: /grafana Deployment .*Crash loop/ });
  await expect(row).toBeVisible();
  for (const word of ['grafana', 'Deployment']) {
    const text = row.getByText(word, { exact: true }).first();
    expect(await text.evaluate((element) => element.scrollWidth - element.clientWidth), word).toBeLessThanOrEqual(0);
  }
});
