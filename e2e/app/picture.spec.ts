// The picture of a chart: what is on the screen, written where a person says, for its owner alone.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { gpuText } from '../../renderer/text/gpu.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';
import { callFrom, goTo, install } from './person.ts';

/** The native dialog answers with this path from now on, or as if it was left; what it was asked is kept. */
async function chooseAt({ app }: LaunchedApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async (_window: unknown, options: object) => {
      Object.assign(globalThis, { askedToSave: options });
      return { canceled: filePath === '', filePath };
    }) as typeof dialog.showSaveDialog;
  }, filePath);
}

test('a chart is saved as the picture that is on the screen', async ({ launch }) => {
  const launched = await launch();
  const { page, app, home } = launched;
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await goTo(page, 'GPU');
  const figure = page.getByRole('figure', { name: new RegExp(`^${gpuText.nodeCpu} [0-9]`) });
  await expect(figure).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: gpuText.pause }).click();
  const path = join(home, 'chart.png');
  await chooseAt(launched, path);
  await page.getByRole('button', { name: gpuText.more(gpuText.nodeCpu) }).click();
  await page.getByRole('menuitem', { name: gpuText.savePicture }).click();
  await expect(page.getByText(path)).toBeVisible();
  const asked = await app.evaluate(() => (globalThis as unknown as { askedToSave: object }).askedToSave);
  expect(asked).toMatchObject({ defaultPath: expect.stringMatching(/odin-node-cpu-\d{4}-\d\d-\d\d-\d{4}\.png$/) });
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  // Taken a second time by somebody else, the way of a debugger: the message that it was saved lies elsewhere.
  const box = await figure.boundingBox();
  if (box === null) throw new Error('The chart has no place.');
  await figure.evaluate((element) => element.setAttribute('data-pictured', ''));
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const clip = { x, y, width: Math.ceil(box.x + box.width) - x, height: Math.ceil(box.y + box.height) - y };
  writeFileSync(join(home, 'by-playwright.png'), await page.screenshot({ clip }));
  const compared = await app.evaluate(
    ({ nativeImage }, [ours, theirs]) => {
      const [a, b] = [ours, theirs].map((path) => nativeImage.createFromPath(path ?? ''));
      const [one, other] = [a?.toBitmap(), b?.toBitmap()];
      let different = 0;
      const colours = new Set<number>();
      for (let at = 0; at + 4 <= (one?.length ?? 0); at += 4) {
        colours.add(one?.readUInt32LE(at) ?? 0);
        if (Math.abs((one?.[at] ?? 0) - (other?.[at] ?? 0)) > 40) different += 1;
      }
      return {
        ours: a?.getSize(),
        theirs: b?.getSize(),
        different: different / ((one?.length ?? 4) / 4),
        colours: colours.size,
      };
    },
    [path, join(home, 'by-playwright.png')],
  );
  expect(compared.ours).toEqual(compared.theirs);
  expect(compared.different).toBeLessThan(0.05);
  expect(compared.colours).toBeGreaterThan(20);

  await chooseAt(launched, '');
  const before = readFileSync(path);
  const area = { x: 0, y: 0, width: 100_000_000, height: 20 };
  await expect(callFrom(page, 'charts.save', { area, title: '' })).rejects.toThrow();
  const below = { x: 0, y: 16_000, width: 100, height: 20 };
  await expect(callFrom(page, 'charts.save', { area: below, title: '' })).rejects.toThrow('not in sight');
  expect(await callFrom(page, 'charts.save', { area: { ...below, y: 0 }, title: '../../x' })).toBeNull();
  expect(readFileSync(path)).toEqual(before);
  expect(existsSync(join(home, 'x'))).toBe(false);

  // A folder that cannot be written to is told, and nothing is left.
  await chooseAt(launched, join(path, 'no-folder.png'));
  await expect(callFrom(page, 'charts.save', { area: { ...below, y: 0 }, title: 'x' })).rejects.toThrow(
    'cannot be written',
  );
});
