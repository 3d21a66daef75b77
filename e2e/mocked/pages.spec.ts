// Every page of the app, by each of the ways that lead to it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect } from 'playwright/test';
import { PROJECT } from '../app/launch.ts';
import { test } from './fixture.ts';

// Unit tests hold the rows of renderer/shell/pages.ts, which an ordinary loader cannot read for its styles, to the folders.
const NAMES = readdirSync(join(PROJECT, 'renderer', 'pages'));

/** A page as the list of commands tells of it. */
interface Offer {
  readonly title: string;
  /** As in "Ctrl 1". */
  readonly keys: string;
}

test('the sidebar and the list of commands have every page', async ({ stage }) => {
  await stage.show('healthy', 'overview');
  const { page } = stage;
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  await expect(links).toHaveCount(NAMES.length);
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(hrefs.toSorted()).toEqual(NAMES.map((name) => `#/${name}`).toSorted());
  expect(await offersOf(page)).toHaveLength(NAMES.length);
});

for (const name of NAMES) {
  test(`${name} is reached by its link, its shortcut and its command`, async ({ stage }) => {
    await stage.show('healthy', 'overview');
    const { page } = stage;
    const link = page.getByRole('navigation', { name: 'Pages' }).locator(`a[href="#/${name}"]`);
    const title = (await link.getAttribute('title')) ?? '';
    const offer = (await offersOf(page)).find((each) => each.title === title);
    const ways = {
      link: () => link.click(),
      shortcut: () => page.keyboard.press((offer?.keys ?? '').replace('Ctrl ', 'Control+')),
      command: async () => {
        await page.keyboard.press('Control+k');
        await page.getByRole('option', { name: `Go to ${title}` }).click();
      },
    };
    for (const [way, go] of Object.entries(ways)) {
      await leaveFor(page, name);
      await go();
      await expect(page, way).toHaveURL(new RegExp(`#/${name}$`));
      await expect(link, way).toHaveAttribute('aria-current', 'page');
      await expect(page.getByRole('main').getByRole('heading').first(), way).toBeVisible();
      await expect(page.getByRole('alert'), way).toHaveCount(0);
    }
  });
}

/** The pages that the list of commands leads to; it is closed again. */
async function offersOf(page: Page): Promise<readonly Offer[]> {
  await page.keyboard.press('Control+k');
  const options = page.getByRole('option', { name: /^Go to / });
  await expect(options.first()).toBeVisible();
  const words = await options.evaluateAll((all) =>
    all.map((option) => [
      option.querySelector('span')?.textContent ?? '',
      option.querySelector('kbd')?.textContent ?? '',
    ]),
  );
  await page.keyboard.press('Escape');
  await expect(options).toHaveCount(0);
  return words.map(([label = '', keys = '']) => ({ title: label.replace(/^Go to /, ''), keys }));
}

/** Goes to a page that is not this one, without the ways under test. */
async function leaveFor(page: Page, name: string): Promise<void> {
  const other = NAMES.find((each) => each !== name) ?? '';
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${other}`);
  await expect(page.locator(`a[href="#/${other}"]`)).toHaveAttribute('aria-current', 'page');
}
