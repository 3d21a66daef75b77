// Approvals in the real window: a forged change is shown and not done, data goes and rights are granted by a native question
// only, and a change that was begun here is ended when the window opens again.
import { mkdir } from 'node:fs/promises';
import { expect } from 'playwright/test';
import { connect } from '../../electron/kube/connect.ts';
import { stackText } from '../../renderer/text/stack.ts';
import { interruptedText } from '../../renderer/text/status.ts';
import { DEMO_CONTEXT_ID } from '../../shared/model/demo-context.ts';
import { type Forger, forgerOf } from '../engine/forger.ts';
import { demoKubeconfig } from './demo-failure.ts';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';
import { callFrom, goTo, install } from './person.ts';

const QUICK = { ODIN_DEMO_SPEED: '50' };
const TARGET = { release: 'odin', namespace: 'monitoring' };

/** Answers the native questions; gives those that were asked so far. */
async function answering({ app }: LaunchedApp, response: number): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog }, answer) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      const { message, detail } = args.at(-1) as { message: string; detail: string };
      asked.push(`${message}\n${detail}`);
      return { response: answer, checkboxChecked: false };
    };
  }, response);
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

interface Hand {
  readonly forger: Forger;
  /** Each object of the namespace but Leases and Events, with its version: another one is a write. */
  versions(): Promise<readonly string[]>;
  find(path: string): Promise<unknown>;
}

/** Works beside a running app on its demo cluster. */
async function besides<T>(home: string, work: (hand: Hand) => Promise<T>): Promise<T> {
  const client = await connect({ file: demoKubeconfig(home), context: 'demo' });
  const lists = [
    '/api/v1/namespaces/monitoring/secrets',
    '/api/v1/namespaces/monitoring/configmaps',
    '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  ];
  const versions = async () => {
    const found = await Promise.all(
      lists.map((path) =>
        client.request<{ items: readonly { metadata: { name: string; resourceVersion: string } }[] }>({ path }),
      ),
    );
    return found
      .flatMap(({ body }) => body.items.map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`))
      .sort();
  };
  const find = (path: string) =>
    client.request({ path }).then(
      ({ body }) => body,
      () => undefined,
    );
  try {
    return await work({ forger: forgerOf(client, TARGET), versions, find });
  } finally {
    await client.close();
  }
}

test('a page alone neither deletes data nor grants rights', async ({ launch }) => {
  const launched = await launch({ env: QUICK });
  const { page, home } = launched;
  await callFrom(page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  const asked = await answering(launched, 0);
  // The stack's own rights came with the app: its install is one click.
  await install(page);
  expect(await asked()).toEqual([]);
  const namespace = '/api/v1/namespaces/monitoring';

  const plan = await callFrom(page, 'stack.plan', { want: 'uninstall', deleteData: true, consent: [] });
  await expect(callFrom(page, 'stack.apply', { hash: plan.hash })).rejects.toThrow('Cancelled.');
  expect(await asked()).toEqual([
    expect.stringMatching(
      /^Delete data on cluster Demo cluster\?\n.*uninstall of odin in namespace monitoring\.\n[\s\S]*Namespace\/monitoring/,
    ),
  ]);
  await besides(home, async ({ find, forger }) => {
    expect(await find(namespace)).toBeDefined();
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'evil' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [],
    };
    await forger.record(1, (record) => ({
      ...record,
      manifest: `${record.manifest}\n---\n${JSON.stringify(binding)}\n`,
    }));
  });
  const back = await callFrom(page, 'stack.plan', { want: 'rollback', revision: 1, consent: [] });
  await expect(callFrom(page, 'stack.apply', { hash: back.hash })).rejects.toThrow('Cancelled.');
  expect((await asked()).at(-1)).toMatch(/^Grant rights on cluster .*\?\n[\s\S]*ClusterRoleBinding\/evil/);
  expect(await callFrom(page, 'stack.operation', undefined)).toMatchObject({ want: 'install' });

  await answering(launched, 1);
  const again = await callFrom(page, 'stack.plan', { want: 'uninstall', deleteData: true, consent: [] });
  expect(await callFrom(page, 'stack.apply', { hash: again.hash })).toMatchObject({ phase: 'succeeded' });
  await besides(home, async ({ find }) => expect(await find(namespace)).toBeUndefined());
});

test('a forged change is shown when the window opens, and nothing of it is done', async ({ launch }) => {
  const first = await launch({ env: QUICK });
  await callFrom(first.page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await install(first.page);
  const before = await besides(first.home, async ({ forger, versions }) => {
    await forger.notes((state) => ({
      ...state,
      journal: {
        id: 'forged',
        verb: 'uninstall',
        revision: 1,
        startedAt: Date.now(),
        phase: 'changing',
        deleteData: true,
      },
    }));
    return versions();
  });
  await callFrom(first.page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await goTo(first.page, 'Stack');
  await expect(first.page.getByText(interruptedText.title.uninstall).first()).toBeVisible();
  await expect(first.page.getByText(/It was not begun on this machine/)).toBeVisible();
  await expect(first.page.getByRole('button', { name: stackText.interrupted.finish.uninstall })).toBeVisible();
  await besides(first.home, async ({ versions }) => expect(await versions()).toEqual(before));
});

test('an upgrade that was killed with the app goes back when the window opens again', async ({ launch }, info) => {
  const home = info.outputPath('home');
  await mkdir(home, { recursive: true });
  const first = await launch({ env: QUICK, home });
  await callFrom(first.page, 'clusters.select', { id: DEMO_CONTEXT_ID });
  await install(first.page);
  await first.close();
  // Slow enough to be killed on its way.
  const { page, app } = await launch({ home });
  const settings = { version: 1, prometheus: { retention: { time: '30d' } } };
  const planning = () => callFrom(page, 'stack.plan', { want: 'install', settings, consent: [] });
  await expect(async () => expect((await planning()).verb).toBe('upgrade')).toPass();
  const { hash } = await planning();
  const ended = callFrom(page, 'stack.apply', { hash }).catch(() => {});
  await expect
    .poll(() => callFrom(page, 'stack.operation', undefined), { intervals: [50] })
    .toMatchObject({ verb: 'upgrade', phase: 'verifying' });
  // The demo cluster is written down a moment after it changes.
  await page.waitForTimeout(600);
  app.process().kill('SIGKILL');
  await ended;
  const last = await launch({ env: QUICK, home });
  await goTo(last.page, 'Stack');
  await expect(last.page.getByRole('heading', { name: stackText.phase.recover.succeeded })).toBeVisible({
    timeout: 90_000,
  });
  const history = await callFrom(last.page, 'stack.history', undefined);
  expect(history.map(({ status }) => status)).toEqual(['deployed', 'failed', 'superseded']);
});
