// Secrets of the cluster, and the places in which one would look for them and must find none.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import type { KubeClient } from '../../electron/kube/client.ts';
import { events } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/types.ts';
import type { LaunchedApp } from './launch.ts';
import { callFrom } from './person.ts';

const secretSchema = z.object({ data: z.record(z.string(), z.string()) });

/** The generated secrets in the stack's namespace, as they are and in each encoding that they have in the cluster. */
export async function secretsIn(client: KubeClient): Promise<readonly string[]> {
  const read = async (name: string, key: string) => {
    const { body } = await client.request({ path: `/api/v1/namespaces/monitoring/secrets/${name}` });
    const encoded = secretSchema.parse(body).data[key] ?? '';
    const plain = Buffer.from(encoded, 'base64').toString();
    // A key's lines, for JSON writes their ends in its own way.
    return [encoded, ...plain.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'))];
  };
  return (await Promise.all([read('grafana-gateway', 'private.pem'), read('grafana-admin', 'admin-password')])).flat();
}

/** The values of the cookies that these profiles of `browse` hold. */
export function cookiesOf({ app }: LaunchedApp, profiles: readonly string[]): Promise<readonly string[]> {
  return app.evaluate(async ({ session }, partitions) => {
    const kept = await Promise.all(partitions.map((one) => session.fromPartition(one).cookies.get({})));
    return kept.flat().map(({ value }) => value);
  }, profiles);
}

/** The text of every file in a home, but those of the demo cluster, which is where the secrets live. */
export async function filesOf(home: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)))
    .filter((path) => !/\/odin\/demo\//.test(path));
  // Chromium removes files of its own meanwhile.
  const texts = await Promise.all(paths.map((path) => readFile(join(home, path), 'latin1').catch(() => '')));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
}

type Global = { readonly odin: { on(name: string, hear: (payload: unknown) => void): unknown }; heard: unknown[] };

/** Keeps every event that the page gets from now on; gives those so far. */
export async function eavesdrop(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate((names) => {
    const global = globalThis as unknown as Global;
    global.heard = [];
    for (const name of names) global.odin.on(name, (payload) => global.heard.push([name, payload]));
  }, Object.keys(events));
  return () => page.evaluate(() => (globalThis as unknown as Global).heard);
}

const READS = [
  ...['app.info', 'clusters.list', 'clusters.status', 'overview.get', 'overview.verdict', 'stack.status'],
  ...['stack.history', 'stack.drift', 'releases.list', 'stack.operation', 'forwards.list'],
] as readonly CallName[];

/** The same where a cluster refuses what is asked: the answers, and the words of refusals. */
export async function allWords(page: Page): Promise<unknown> {
  return Promise.all(READS.map((name) => callFrom(page, name, undefined).catch((error: Error) => error.message)));
}

/** The answers to all that the page may ask without changing anything, but for the one call that shows the password. */
export async function allAnswers(page: Page): Promise<unknown> {
  const answers = await Promise.all(READS.map((name) => callFrom(page, name, undefined)));
  const plan = await callFrom(page, 'stack.plan', { want: 'uninstall', deleteData: true, consent: [] });
  return [...answers, plan, await callFrom(page, 'forwards.open', { target: 'grafana' })];
}
