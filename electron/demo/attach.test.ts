// Starting, joining, outliving: what processes that share a demo cluster rely on.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { RawClient } from '../../e2e/conformance/client.ts';
import { type AttachedDemo, attachDemo } from './attach.ts';
import { forgetDemo } from './forget.ts';
import { temporaryFolder } from './temporary-folder.testkit.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function folder(): string {
  const made = temporaryFolder();
  undo.push(made.remove);
  return made.path;
}

async function attach(stateDir: string): Promise<AttachedDemo> {
  const demo = await attachDemo({ stateDir, speed: 100 });
  undo.push(() => demo.dispose());
  return demo;
}

async function send(demo: AttachedDemo, method: string, path: string, body?: unknown) {
  const client = new RawClient(demo.kubeconfigPath);
  try {
    return await client.send(method, path, body === undefined ? {} : { body });
  } finally {
    await client.close();
  }
}

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

test('it begins as a laptop with K3s and nothing on it', async () => {
  const demo = await attach(folder());
  const names = async (path: string) => {
    const { items } = (await send(demo, 'GET', path)).body as { items: { metadata: { name: string } }[] };
    return items.map(({ metadata }) => metadata.name);
  };
  expect(await names('/api/v1/nodes')).toEqual(['razer-blade']);
  expect(await names('/api/v1/namespaces')).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
  expect(await names('/apis/node.k8s.io/v1/runtimeclasses')).toEqual(['nvidia']);
  expect(await names('/apis/storage.k8s.io/v1/storageclasses')).toEqual(['local-path']);
  expect((await send(demo, 'GET', '/version')).body).toMatchObject({ gitVersion: 'v1.36.5+k3s1' });
});

test('only its owner can read how to reach it', async () => {
  const demo = await attach(folder());
  expect(statSync(demo.kubeconfigPath).mode & 0o777).toBe(0o600);
  expect(readFileSync(demo.kubeconfigPath, 'utf8')).toContain('"current-context": "demo"');
});

test('where its folder was removed while it runs, it says anew where it answers, and joins others', async () => {
  const stateDir = folder();
  const demo = await attach(stateDir);
  rmSync(stateDir, { recursive: true });
  await demo.refresh();
  expect((await send(demo, 'GET', '/readyz')).status).toBe(200);
  await send(demo, 'POST', CONFIG_MAPS, { metadata: { name: 'shared' } });
  const joined = await attach(stateDir);
  expect((await send(joined, 'GET', `${CONFIG_MAPS}/shared`)).status).toBe(200);
});

test('its state is there again the next time, at the same address', async () => {
  const stateDir = folder();
  const first = await attach(stateDir);
  await send(first, 'POST', CONFIG_MAPS, { metadata: { name: 'kept' } });
  const kubeconfig = readFileSync(first.kubeconfigPath, 'utf8');
  await first.dispose();
  const second = await attach(stateDir);
  expect((await send(second, 'GET', `${CONFIG_MAPS}/kept`)).status).toBe(200);
  expect(readFileSync(second.kubeconfigPath, 'utf8')).toBe(kubeconfig);
});

test('a second process joins the first, and goes on when that one ends', async () => {
  const stateDir = folder();
  const owner = await attach(stateDir);
  const joined = await attach(stateDir);
  await send(owner, 'POST', CONFIG_MAPS, { metadata: { name: 'shared' } });
  expect((await send(joined, 'GET', `${CONFIG_MAPS}/shared`)).status).toBe(200);
  await owner.dispose();
  const reach = () =>
    send(joined, 'GET', `${CONFIG_MAPS}/shared`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(reach, { timeout: 5000 }).toBe(200);
});

test('processes that start at once agree on one', async () => {
  const stateDir = folder();
  const all = await Promise.all([attach(stateDir), attach(stateDir), attach(stateDir)]);
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error('three were started');
  await send(first, 'POST', CONFIG_MAPS, { metadata: { name: 'one' } });
  expect((await send(second, 'GET', `${CONFIG_MAPS}/one`)).status).toBe(200);
  // Whoever runs it ends: the others go on, and again with one.
  await first.dispose();
  const reach = () =>
    send(second, 'GET', `${CONFIG_MAPS}/one`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(reach, { timeout: 5000 }).toBe(200);
});

test('versions never come again, whatever a crash has lost', async () => {
  const stateDir = folder();
  const versionOf = async (demo: AttachedDemo) => {
    const { body } = await send(demo, 'GET', CONFIG_MAPS);
    return Number((body as { metadata: { resourceVersion: string } }).metadata.resourceVersion);
  };
  const first = await attach(stateDir);
  const before = await versionOf(first);
  await first.dispose();
  expect(await versionOf(await attach(stateDir))).toBeGreaterThan(before + 1000);
});

test('damaged files are begun anew', async () => {
  const stateDir = folder();
  const first = await attach(stateDir);
  await first.dispose();
  for (const name of ['state.json', 'endpoint.json']) writeFileSync(join(stateDir, 'demo', name), '{"form":1');
  const second = await attach(stateDir);
  expect((await send(second, 'GET', '/readyz')).body).toBe('ok');
});

test('at rest nothing happens', async () => {
  const demo = await attach(folder());
  const version = async () => {
    const { body } = await send(demo, 'GET', CONFIG_MAPS);
    return (body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
  };
  const pods = '/api/v1/namespaces/kube-system/pods?fieldSelector=status.phase%3DRunning';
  const running = async () => ((await send(demo, 'GET', pods)).body as { items: unknown[] }).items.length;
  await expect.poll(running, { timeout: 5000 }).toBe(2);
  let last = '';
  // Quiet is when two looks, a simulated minute apart, see the same revision.
  await expect
    .poll(
      async () => {
        const before = last;
        last = await version();
        return before === last;
      },
      { interval: 600, timeout: 6000 },
    )
    .toBe(true);
});

test('a state that cannot be written is said once, and the cluster goes on', async () => {
  const stateDir = folder();
  mkdirSync(join(stateDir, 'demo', 'state.json'), { recursive: true });
  const said: string[] = [];
  const demo = await attachDemo({ stateDir, speed: 100, onCrash: (sentence) => said.push(sentence) });
  undo.push(() => demo.dispose());
  await send(demo, 'POST', CONFIG_MAPS, { metadata: { name: 'one' } });
  await expect.poll(() => said).toHaveLength(1);
  await send(demo, 'POST', CONFIG_MAPS, { metadata: { name: 'two' } });
  expect((await send(demo, 'GET', `${CONFIG_MAPS}/two`)).status).toBe(200);
  await demo.dispose();
  const folderOfDemo = join(stateDir, 'demo');
  expect(said).toEqual([
    `The demo cluster cannot write to ${folderOfDemo} (EISDIR): it forgets what changes from now on.`,
  ]);
});

test('a folder that cannot be made is named', async () => {
  const stateDir = folder();
  writeFileSync(join(stateDir, 'demo'), '');
  await expect(attachDemo({ stateDir })).rejects.toMatchObject({
    name: 'AppError',
    message: expect.stringMatching(
      /^The demo cluster keeps its things in \S+, which cannot be used \((EEXIST|ENOTDIR)\)\.$/,
    ),
  });
});

test('it is forgotten once nobody runs it, and begins anew', async () => {
  const stateDir = folder();
  const demo = await attach(stateDir);
  await send(demo, 'POST', CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
  await expect(forgetDemo(stateDir)).rejects.toMatchObject({ code: 'conflict' });
  await demo.dispose();
  await forgetDemo(stateDir);
  const next = await attach(stateDir);
  expect((await send(next, 'GET', `${CONFIG_MAPS}/mine`)).status).toBe(404);
});
