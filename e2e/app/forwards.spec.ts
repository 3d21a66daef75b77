// A plain forward as a person has it: asked for on its page, agreed to natively, there again after a restart of the app.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { forwardFormText, forwardsText } from '../../renderer/text/forwards.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import { answerQuestions } from './native-question.ts';
import { callFrom, catchBrowser, goTo, install } from './person.ts';

const table = (page: Page) => page.getByRole('table', { name: forwardsText.list });
const row = (page: Page) => table(page).getByRole('row', { name: /alertmanager/ });
const statusAt = async (address: string) => (await fetch(`http://${address}/-/ready`)).status;

test('a forward is made after a yes, leads to its service, survives a restart, and ends', async ({ launch }, info) => {
  const home = join(info.outputDir, 'home');
  await mkdir(home, { recursive: true });
  const first = await launch({ home });
  const { page } = first;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await goTo(page, 'Forwards');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(forwardsText.headline(0, 0));

  const asked = await answerQuestions(first, 1);
  await page.getByRole('button', { name: forwardsText.create }).click();
  await page.getByRole('textbox', { name: forwardFormText.filter }).fill('alertm');
  await page.getByRole('button', { name: /^alertmanager/ }).click();
  await page.getByRole('button', { name: forwardFormText.submit, exact: true }).click();
  await expect.poll(asked).toHaveLength(1);
  expect((await asked())[0]?.message).toBe('Forward a port from cluster Demo cluster to this machine?');
  await expect(row(page), 'nothing is forwarded before the yes').toHaveCount(0);
  await first.app.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
  await expect(row(page)).toContainText(forwardsText.states.ready);
  const address = (await row(page).getByRole('code').textContent()) ?? '';
  expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(await statusAt(address)).toBe(200);
  const opened = await catchBrowser(first);
  await row(page)
    .getByRole('button', { name: forwardsText.open(address) })
    .click();
  await expect.poll(opened).toEqual([`http://${address}/`]);

  await first.close();
  await expect(statusAt(address)).rejects.toThrow();
  const second = await launch({ home });
  await goTo(second.page, 'Forwards');
  await expect(row(second.page)).toContainText(forwardsText.states.ready, { timeout: 30_000 });
  await expect(row(second.page)).toContainText(address);
  expect(await statusAt(address)).toBe(200);

  const [{ id } = { id: '' }] = await callFrom(second.page, 'forwards.kept', undefined);
  await row(second.page)
    .getByRole('button', { name: forwardsText.stopNamed(id) })
    .click();
  await expect(row(second.page)).toHaveCount(0);
  await expect.poll(() => statusAt(address).catch(() => 'closed')).toBe('closed');
});
