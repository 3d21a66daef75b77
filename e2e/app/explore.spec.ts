// Free PromQL on the demo cluster, as a person has it: completed, refused at its place, a table, a chart.
import { expect } from 'playwright/test';
import { exploreText } from '../../renderer/text/explore.ts';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import { callFrom, goTo, install } from './person.ts';

/** Its Prometheus is scraped and reached after it is healthy. */
const PATIENT = { timeout: 60_000 };

test('an expression is completed, asked, drawn and refused', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: welcomeText.demoStart }).click();
  await install(page);
  await expect
    .poll(async () => (await callFrom(page, 'explore.metrics', undefined)).map(({ name }) => name), PATIENT)
    .toEqual(expect.arrayContaining(['up', 'node_memory_MemTotal_bytes', 'container_cpu_usage_seconds_total']));
  expect(await callFrom(page, 'explore.labels', { selector: 'node_load1' })).not.toContain('container');
  expect(await callFrom(page, 'explore.values', { label: 'job', selector: 'up' })).toContain('prometheus');

  await goTo(page, 'Explore');
  const box = page.getByRole('textbox', { name: exploreText.expression });
  const heading = page.getByRole('heading', { level: 1 });
  await box.pressSequentially('node_memory_MemT');
  await page.getByRole('option', { name: 'node_memory_MemTotal_bytes' }).click();
  await expect(box).toHaveText('node_memory_MemTotal_bytes');
  await box.press('Control+Enter');
  await expect(heading).toHaveText(exploreText.series(1));
  const rows = page.getByRole('table', { name: exploreText.result }).getByRole('row');
  await expect(rows.nth(1)).toContainText(/\d{9,}/);

  await page.getByRole('radio', { name: exploreText.views.chart }).press('Space');
  await expect(page.locator('.recharts-area-curve')).toHaveCount(1);
  await expect(page.getByRole('table', { name: exploreText.lines }).getByRole('row')).toHaveCount(2);

  await page.getByRole('radio', { name: exploreText.views.table }).press('Space');
  await box.fill('sum(up');
  await box.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText(exploreText.refusedAt(1, 7, '').slice(0, -1));
  await box.fill('histogram_quantile(0.9, up)');
  await box.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('does not evaluate the function');
  await box.fill('1 + 1');
  await box.press('Control+Enter');
  await expect(heading).toHaveText(exploreText.single.scalar);
});
