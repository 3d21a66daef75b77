// The ways into the inspector, through it and out of it: by keyboard alone, by Back, by what is asked and answered.
import type { Locator, Page } from 'playwright';
import { expect } from 'playwright/test';
import { type Address, test, USUAL } from './fixture.ts';

const POD = 'Pod/monitoring/grafana-5c9f8d7b6-x2v9k';
const DEPLOYMENT = 'Deployment/monitoring/grafana';
const at = (open: string): Address => `overview?open=${open}`;
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const button = (page: Page, name: string): Locator => drawer(page).getByRole('button', { name, exact: true });

test('letters turn to the views, Back leads to what was opened before, Escape closes', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(POD));
  await expect(drawer(page)).toBeFocused();
  for (const [key, tab] of [
    ['e', 'Events'],
    ['y', 'YAML'],
    ['l', 'Logs'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(drawer(page).getByRole('tab', { name: tab, selected: true })).toBeVisible();
  }
  await drawer(page).getByRole('tab', { name: 'Summary' }).click();
  const owner = drawer(page).getByRole('link', { name: 'grafana', exact: true }).nth(1);
  await owner.focus();
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText(/^Deployment · monitoring/)).toBeVisible();
  await expect(drawer(page)).toBeFocused();
  await page.goBack();
  await expect(drawer(page).getByText(/^Pod · monitoring/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
  // The page has a name that leads there: it has the focus again.
  await expect(page.locator(`#main a[href="#/overview?open=${POD}"]`).first()).toBeFocused();
  expect(await page.evaluate(() => location.hash)).toBe('#/overview');
  await page.goBack();
  await expect(drawer(page)).toBeVisible();
});

test('the page below stays live, and its pages close the drawer', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(POD));
  await expect(button(page, 'Restart…')).toBeVisible();
  await page.getByRole('link', { name: 'GPU', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Utilisation' })).toBeVisible();
  await expect(drawer(page)).toBeHidden();
});

test('its width is changed by keys and by the mouse, and kept; a small window has nothing else', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(POD));
  const width = async () => Math.round((await drawer(page).boundingBox())?.width ?? 0);
  const edge = page.getByRole('separator', { name: 'Width of the inspector' });
  await edge.focus();
  await page.keyboard.press('End');
  expect(await width()).toBe(360);
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', '384');
  const box = await edge.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 4, 300);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) - 96, 300);
  await page.mouse.up();
  expect(await width()).toBe(484);
  await page.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', '484');
  await stage.show('inspector', at(POD), { ...USUAL, width: 900, height: 600 });
  await expect(drawer(page)).toBeVisible();
  expect(await width()).toBe(900 - 56);
  await expect(page.locator('#main')).toHaveJSProperty('inert', true);
  await page.evaluate(() => localStorage.clear());
});

test('asks before it restarts, says what will be and what came of it', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(DEPLOYMENT));
  await expect(button(page, 'Restart…')).toBeVisible();
  await page.keyboard.press('r');
  await expect(drawer(page).getByText('Grafana is not reachable for about 10 s.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer(page).getByText('Restart grafana?')).toBeHidden();
  expect(await stage.inputsOf('objects.run')).toEqual([]);
  await button(page, 'Restart…').click();
  await button(page, 'Restart').click();
  await expect(drawer(page).getByText('Grafana restarts: its pod is being replaced.')).toBeVisible();
  expect(await stage.inputsOf('objects.run')).toEqual([{ hash: 'preview-1' }]);
});

test('scales by steps, and offers nothing where nothing would change', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(DEPLOYMENT));
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Scale…' }).click();
  await expect(drawer(page).getByText('Nothing would change.')).toBeVisible();
  await expect(button(page, 'Scale')).toBeDisabled();
  await button(page, 'One fewer').click();
  await expect(drawer(page).getByText('Grafana stops, and nothing answers at its address.')).toBeVisible();
  await expect(button(page, 'Scale')).toBeEnabled();
  await button(page, 'Cancel').click();
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Copy kubectl command' }).click();
  expect(await stage.clipboardText()).toBe('kubectl -n monitoring describe deployment grafana');
});

test('a refusal is told in a sentence, and it can be looked at again', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspectorConflict', at(DEPLOYMENT));
  await button(page, 'Restart…').click();
  await button(page, 'Restart').click();
  await expect(drawer(page).getByText('has changed since: look again')).toBeVisible();
  await expect(button(page, 'Restart')).toBeDisabled();
  await button(page, 'Look again').click();
  await expect(button(page, 'Restart')).toBeEnabled();
});

test('an edit is reviewed, what others manage is taken over only when asked for, then it is applied', async ({
  stage,
}) => {
  const { page } = stage;
  await stage.show('inspector', at(`${DEPLOYMENT}&tab=yaml`));
  await button(page, 'Edit').click();
  const editor = drawer(page).getByRole('textbox', { name: 'The object as YAML' });
  await expect(editor).toBeFocused();
  await expect(button(page, 'Review changes')).toBeDisabled();
  await drawer(page).getByText('replicas', { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('3');
  await page.keyboard.press('Escape');
  await expect(editor, 'Escape is the editor’s own').toBeVisible();
  await drawer(page).getByRole('tab', { name: 'Summary' }).click();
  await drawer(page).getByRole('tab', { name: 'YAML' }).click();
  await button(page, 'Review changes').click();
  await expect(drawer(page).getByText('helm manages spec.replicas.')).toBeVisible();
  await expect(button(page, 'Apply')).toBeDisabled();
  await button(page, 'Take over…').click();
  await expect(button(page, 'Apply')).toBeEnabled();
  await expect(drawer(page).getByText('replicas: 3')).toBeVisible();
  await button(page, 'Apply').click();
  await expect(button(page, 'Edit')).toBeVisible();
  const previews = (await stage.inputsOf('objects.preview')) as { takeOver: boolean }[];
  expect(previews.map(({ takeOver }) => takeOver)).toEqual([false, true]);
});

test('a log of 100,000 lines is searched, walked, followed and copied', async ({ stage }) => {
  test.slow();
  const { page } = stage;
  await stage.show('inspectorManyLines', at(`${POD}&tab=logs`));
  await expect(drawer(page).getByText('number=99999')).toBeVisible();
  await page.getByRole('log').focus();
  await page.keyboard.press('/');
  const field = drawer(page).getByRole('textbox', { name: 'Find in the log' });
  await expect(field).toBeFocused();
  await page.keyboard.type('/number=(500|70000)$/');
  await expect(drawer(page).getByText('0 / 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer(page).getByText('2 / 2')).toBeVisible();
  await expect(drawer(page).locator('mark', { hasText: 'number=70000' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(drawer(page).locator('mark', { hasText: 'number=500' })).toBeVisible();
  await button(page, 'Hits only').click();
  await button(page, 'Copy all').click();
  expect((await stage.clipboardText()).split('\n')).toHaveLength(2);
  await button(page, 'Hits only').click();
  await page.getByRole('log').focus();
  await page.keyboard.press('f');
  await expect(drawer(page).getByText('number=99999')).toBeVisible();
});

test('the shell types, is resized, and gives the keyboard back', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', at(POD));
  await expect(button(page, 'Restart…')).toBeVisible();
  await page.keyboard.press('s');
  await expect(drawer(page).getByRole('textbox', { name: 'Terminal' })).toBeFocused();
  await page.keyboard.type('ls');
  await page.keyboard.press('Escape');
  await expect(drawer(page), 'Escape is the shell’s own').toBeVisible();
  const typed = async () =>
    ((await stage.inputsOf('streams.send')) as { input: { kind: string; bytes?: string } }[])
      .flatMap(({ input }) => (input.kind === 'keys' ? [Buffer.from(input.bytes ?? '', 'base64').toString()] : []))
      .join('');
  await expect.poll(typed).toBe('ls\u001b');
  await page.keyboard.press('Control+Shift+X');
  await expect(drawer(page).getByRole('textbox', { name: 'Terminal' })).not.toBeFocused();
  expect(await page.title()).toBe('ODIN Control Panel');
  expect(await stage.clipboardText()).not.toBe('odin-evil');
});
