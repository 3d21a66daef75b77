// Interruptions that must not end a change under way unasked: another cluster, the same one again, quitting.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { commonText } from '../../renderer/text/common.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { test } from './fixture.ts';
import { callFrom, goTo } from './person.ts';

test('an install goes on when the cluster is chosen again, another one is chosen, or the app is to quit', async ({
  launch,
}, info) => {
  const kubeconfig = join(info.outputDir, 'other.yaml');
  const other = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'other', context: { cluster: 'c', user: 'u' } }],
  };
  mkdirSync(info.outputDir, { recursive: true });
  writeFileSync(kubeconfig, JSON.stringify(other));
  const { page, app } = await launch({ kubeconfig });
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await goTo(page, 'Stack');
  await page.getByRole('button', { name: stackText.install, exact: true }).click();
  await expect(page.getByRole('button', { name: commonText.cancel })).toBeVisible();
  const { id } = (await callFrom(page, 'stack.operation', undefined)) ?? {};
  expect(id).toBeDefined();

  await expect(callFrom(page, 'clusters.select', { id: `${kubeconfig}#other` })).rejects.toThrow(
    /A change is under way on Demo cluster/,
  );
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });

  await app.evaluate(({ app, dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return 0;
    };
    app.quit();
  });
  expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
    'The install of odin is still under way',
  ]);

  await expect(page.getByRole('heading', { name: stackText.phase.install.succeeded })).toBeVisible({
    timeout: 60_000,
  });
  expect(await callFrom(page, 'stack.operation', undefined)).toMatchObject({ id, phase: 'succeeded' });
});
