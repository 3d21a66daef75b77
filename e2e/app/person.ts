// The steps of a person in the window, which journeys share.
import { expect, type Page } from 'playwright/test';
import type { PageTitle } from '../../renderer/shell/pages.ts';
import { commonText } from '../../renderer/text/common.ts';
import { shellText } from '../../renderer/text/shell.ts';
import { stackText } from '../../renderer/text/stack.ts';
import type { CallName, Input, Output, Reply } from '../../shared/ipc/types.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import type { LaunchedApp } from './launch.ts';

/** Goes to a page by the sidebar. */
export async function goTo(page: Page, title: PageTitle): Promise<void> {
  await page.getByRole('navigation', { name: shellText.nav.label }).getByRole('link', { name: title }).click();
}

/** Reads the plan on the Stack page, confirms it, and waits until all is healthy. */
export async function install(page: Page): Promise<void> {
  await goTo(page, 'Stack');
  await page.getByRole('button', { name: stackText.install, exact: true }).click();
  await expect(page.getByRole('heading', { name: stackText.phase.install.succeeded })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole('button', { name: stackText.done }).click();
}

/**
 * Chooses the demo cluster and starts an install, and comes back in its middle: something of it is in the cluster. Before
 * that the first checks run, and who cancels then leaves nothing behind that a later start could find.
 */
export async function startInstall(page: Page): Promise<void> {
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await goTo(page, 'Stack');
  await page.getByRole('button', { name: stackText.install, exact: true }).click();
  await expect
    .poll(async () => (await callFrom(page, 'stack.operation', undefined))?.objects.map(({ step }) => step), {
      timeout: 30_000,
    })
    .toContain('applied');
  await expect(page.getByRole('button', { name: commonText.cancel })).toBeVisible();
}

/** Looks at what an uninstall would remove, confirms it, and waits until it is gone. Data is kept. */
export async function uninstall(page: Page): Promise<void> {
  await goTo(page, 'Stack');
  await page.getByRole('button', { name: stackText.more, exact: true }).click();
  await page.getByRole('menuitem', { name: stackText.uninstallStart }).click();
  await page.getByRole('button', { name: stackText.uninstall, exact: true }).click();
  await expect(page.getByRole('heading', { name: stackText.phase.uninstall.succeeded })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole('button', { name: stackText.done }).click();
}

/** Catches what the app would open in the system's browser; gives the addresses so far. */
export async function catchBrowser({ app }: LaunchedApp): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** Calls the main process as the page does; throws the sentence of a refusal. */
export async function callFrom<K extends CallName>(page: Page, name: K, input: Input<K>): Promise<Output<K>> {
  const reply: Reply = await page.evaluate(
    ([callName, callInput]) =>
      (window as unknown as { odin: { call(...args: unknown[]): Promise<Reply> } }).odin.call(
        callName,
        callInput,
        `test-${Math.random()}`,
      ),
    [name, input] as const,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as Output<K>;
}
