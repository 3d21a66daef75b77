// Draws the pictures of the README: `npm run pictures`, never with the tests.
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { PICTURES as FOLDER, noteDrawn } from '../../scripts/pictures/manifest.mjs';
import { test, USUAL } from '../mocked/fixture.ts';
import { stepInto } from '../mocked/steps.ts';
import { FRAME, PICTURES } from './pictures.ts';

for (const { file, theme, scenario, address, way, words, shows } of PICTURES) {
  test(file, async ({ stage }) => {
    const { page } = stage;
    await stage.show(scenario, address, { ...USUAL, theme });
    for (const step of way) await stepInto(page, step);
    await expect(page.getByText(words).first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    // What was pressed is not to be drawn as what the keyboard is on.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    noteDrawn(file, [...shows, ...FRAME]);
  });
}
