// Links into the window: with the first start, and by a second one, which hands its link over and ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { findElectron } from '../../scripts/find-electron.mjs';
import { test } from './fixture.ts';
import { PROJECT } from './launch.ts';

test('a link of the first start leads to its page, and one of a second start too', async ({ launch }) => {
  const { page, home } = await launch({ args: ['odin://gpu'] });
  const hash = () => page.evaluate(() => window.location.hash);
  await expect.poll(hash).toBe('#/gpu');
  await page.reload();
  await page.evaluate(() => {
    window.location.hash = '#/stack';
  });

  expect(await startAgain(home, 'odin://restart/grafana')).toBe(0);
  expect(await startAgain(home, 'odin://overview?open=pod/monitoring/grafana-0&tab=logs&ask=restart')).toBe(0);
  // The kind by its own name, and no verb.
  await expect.poll(hash).toBe('#/overview?open=Pod/monitoring/grafana-0&tab=logs');
  await page.reload();
  await page.evaluate(() => {
    window.location.hash = '#/stack';
  });
  expect(await startAgain(home, 'odin://explore?expr=sum(up)&range=900&run=')).toBe(0);
  await expect.poll(hash).toBe('#/explore?expr=sum%28up%29&range=900');
  expect(await startAgain(home, 'odin://logs?of=deploy/monitoring/grafana&last=6h')).toBe(0);
  await expect.poll(hash).toBe('#/logs?of=Deployment/monitoring/grafana&last=6h');
  await page.evaluate(() => {
    window.location.hash = '#/stack';
  });
  expect(await startAgain(home, '--hidden')).toBe(0);
  expect(await hash()).toBe('#/stack');
});

/** As a system starts an app for a link; the exit status. */
async function startAgain(home: string, argument: string): Promise<number | null> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = [...asRoot, '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${join(home, 'user-data')}`];
  const { path } = await findElectron();
  const child = spawn(path, [...flags, PROJECT, argument], {
    env: { ...process.env, HOME: home, USERPROFILE: home },
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  return code as number | null;
}
