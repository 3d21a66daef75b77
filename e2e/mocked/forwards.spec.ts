// The page of the forwards: asked for from the inspector or the page, opened, copied and stopped.
import { expect } from 'playwright/test';
import { test } from './fixture.ts';

test('a pod in the inspector leads to the form, with that pod chosen', async ({ stage }) => {
  const { page } = stage;
  await stage.show('inspector', 'overview?open=Pod/monitoring/grafana-5c9f8d7b6-x2v9k');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Forward a port…' }).click();
  const form = page.getByRole('dialog', { name: 'New forward' });
  await form.getByRole('textbox', { name: 'Port', exact: true }).fill('3000');
  await form.getByRole('button', { name: 'Forward', exact: true }).click();
  const object = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-5c9f8d7b6-x2v9k' };
  await expect.poll(() => stage.inputsOf('forwards.start')).toEqual([{ object, port: 3000 }]);
});

test('a Service is chosen, with one of its ports and a port of this machine', async ({ stage }) => {
  const { page } = stage;
  await stage.show('forwardTargets', 'forwards');
  await page.getByRole('button', { name: 'New…' }).click();
  const form = page.getByRole('dialog', { name: 'New forward' });
  await form.getByRole('button', { name: 'worker-00002 demo' }).click();
  await expect(form.getByRole('button', { name: 'worker-00002 demo', pressed: true })).toBeVisible();
  await expect(form.getByRole('combobox', { name: 'Port' })).toHaveValue('8080');
  await form.getByRole('combobox', { name: 'Port' }).selectOption('9100');
  await form.getByRole('textbox', { name: 'Port of this machine' }).fill('70000');
  await expect(form.getByRole('button', { name: 'Forward', exact: true })).toBeDisabled();
  await form.getByRole('textbox', { name: 'Port of this machine' }).fill('19100');
  await form.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(form).toHaveCount(0);
  const object = { apiVersion: 'v1', kind: 'Service', namespace: 'demo', name: 'worker-00002' };
  expect(await stage.inputsOf('forwards.start')).toEqual([{ object, port: 9100, localPort: 19_100 }]);
});

test('a pod that declares no port takes any, and the keyboard alone is enough', async ({ stage }) => {
  const { page } = stage;
  await stage.show('forwardTargets', 'forwards');
  await page.getByRole('button', { name: 'New…' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'New forward' });
  await form.getByRole('radio', { name: 'Pod' }).press('Space');
  await form.getByRole('textbox', { name: 'Name or namespace' }).fill('00004 demo');
  await form.getByRole('button', { name: /^worker-/ }).press('Enter');
  await form.getByRole('textbox', { name: 'Port', exact: true }).fill('5432');
  await form.getByRole('textbox', { name: 'Port', exact: true }).press('Enter');
  const object = { apiVersion: 'v1', kind: 'Pod', namespace: 'demo', name: 'worker-00004' };
  await expect.poll(() => stage.inputsOf('forwards.start')).toEqual([{ object, port: 5432 }]);
});

test('a row copies its address, opens what a browser can show, and stops; the stack’s own does not', async ({
  stage,
}) => {
  const { page } = stage;
  await stage.show('healthy', 'forwards');
  const row = (name: RegExp) => page.getByRole('row', { name });
  await row(/^storefront/)
    .getByRole('button', { name: 'Copy 127.0.0.1:8080' })
    .click();
  expect(await stage.clipboardText()).toBe('127.0.0.1:8080');
  await row(/^storefront/)
    .getByRole('button', { name: 'Open 127.0.0.1:8080 in the browser' })
    .click();
  await expect.poll(() => stage.inputsOf('forwards.visit')).toEqual([{ id: 'Service/shop/storefront:80' }]);
  await expect(row(/^postgres-0/).getByRole('button', { name: /^Open/ })).toHaveCount(0);
  await row(/^postgres-0/)
    .getByRole('button', { name: /^Stop/ })
    .click();
  await expect.poll(() => stage.inputsOf('forwards.stop')).toEqual([{ id: 'Pod/shop/postgres-0:5432' }]);
  await expect(row(/^grafana/).getByRole('button', { name: /^Stop/ })).toHaveCount(0);
  // A browser that comes by itself is turned away.
  await expect(row(/^grafana/).getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  await expect(row(/^grafana/)).toContainText('Opens from here alone');
  await row(/^grafana/)
    .getByRole('button', { name: /^Open/ })
    .click();
  await expect.poll(() => stage.inputsOf('forwards.open')).toEqual([{ target: 'grafana' }]);
  await stage.emit('forwards.kept', []);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 1 forwards is ready');
});
