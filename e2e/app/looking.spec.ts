// Looking runs nothing: on a first start, in the menu of clusters, and from `odin` where it only lists.
import { expect } from 'playwright/test';
import { setTraps, type Traps } from '../../electron/kube/traps.testkit.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import { odin } from './odin.ts';

let traps: Traps;
test.beforeEach(async () => {
  const set = await setTraps();
  test.skip(set === undefined, 'this file system does not tell who reads a file');
  if (set !== undefined) traps = set;
});
test.afterEach(() => traps.close());

test('a first start, the page of all contexts and their menu spring no trap; a look asks, a choice runs', async ({
  launch,
}) => {
  const { page } = await launch({ kubeconfig: traps.kubeconfig });
  await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  for (const name of ['plugin', 'files', 'provider', 'strange']) {
    await page.getByRole('button', { name: `${welcomeText.use} ${name}` }).hover();
    await page.getByRole('button', { name: `${welcomeText.check} ${name}` }).focus();
  }
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('dialog').getByText('provider', { exact: true }).hover();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: welcomeText.lookAgain }).click();
  await page.reload();
  await expect(page.getByText(/Using it runs .*plugin/)).toBeVisible();
  expect(traps.sprung()).toEqual([]);

  await page.getByRole('button', { name: `${welcomeText.check} plugin` }).click();
  await expect(page.getByText('asks who you are')).toBeVisible();
  expect(traps.sprung()).toEqual(['server']);
  await page.getByRole('button', { name: `${welcomeText.use} plugin` }).click();
  await expect.poll(() => traps.sprung()).toContain('plugin');
});

test('odin lists what there is, and springs no trap', async () => {
  const env = { HOME: traps.folder, ODIN_STATE_DIR: `${traps.folder}/state`, KUBECONFIG: traps.kubeconfig };
  for (const args of [
    ['contexts'],
    ['--json', 'contexts'],
    ['--help'],
    ['render'],
    ['images'],
    ['settings', '--defaults'],
  ]) {
    expect((await odin(args, env)).code).toBe(0);
  }
  expect((await odin(['status', '--context', 'nobody'], env)).code).toBe(2);
  expect(traps.sprung()).toEqual([]);
});
