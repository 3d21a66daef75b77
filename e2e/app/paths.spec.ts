// A page that was taken over names paths: the main process opens none that a person has not chosen in the system's dialog.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { calls } from '../../shared/ipc/contract.ts';
import type { Bridge } from '../../shared/ipc/types.ts';
import { test } from './fixture.ts';
import type { LaunchedApp } from './launch.ts';

declare const window: { readonly odin: Bridge };

const CANARY = 'odin-canary-of-a-person';
const MANIFEST = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${CANARY}}\ndata: {key: value}\n`;

/** Writes down every path that Node's file functions are called with in the main process. */
function watchFiles({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(() => {
    const fs = process.getBuiltinModule('node:fs');
    const touched: string[] = [];
    Object.assign(globalThis, { touched });
    for (const module of [fs, fs.promises] as unknown as Record<string, unknown>[]) {
      for (const [name, original] of Object.entries(module)) {
        if (typeof original !== 'function' || !/^[a-z]/.test(name)) continue;
        module[name] = Object.assign((...args: unknown[]) => {
          if (typeof args[0] === 'string') touched.push(args[0]);
          return Reflect.apply(original, module, args);
        }, original);
      }
    }
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  });
}

const touched = ({ app }: LaunchedApp, folder: string) =>
  app.evaluate(
    (_electron, folder) =>
      (globalThis as unknown as { touched: string[] }).touched.filter((path) => path.includes(folder)),
    folder,
  );

const callAll = ({ page }: LaunchedApp, pairs: readonly (readonly [string, unknown])[]) =>
  page.evaluate(
    (pairs) => Promise.all(pairs.map(([name, input], n) => window.odin.call(name, input, `path-${n}`))),
    pairs,
  );

test('no call opens a path that the page names, until a person has chosen it', async ({ launch }) => {
  const parent = await mkdtemp(join(tmpdir(), 'odin-paths-'));
  const folder = join(parent, CANARY);
  await mkdir(folder);
  await writeFile(join(folder, 'manifest.yaml'), MANIFEST);
  try {
    const launched = await launch();
    const { app } = launched;
    await callAll(launched, [['clusters.select', { id: 'demo' }]]);
    await watchFiles(launched);
    const install = (settings: object) => ({ want: 'install', settings: { version: 1, ...settings }, consent: [] });
    const spellings = [
      folder,
      `${folder}/`,
      `${folder}/manifest.yaml`,
      `${parent}/./${CANARY}`,
      `file://${folder}`,
      `../../../../../../../../../..${folder}`,
    ];
    const inputs = spellings.flatMap((path) => [
      { id: path },
      { hash: path },
      { version: path },
      { theme: path },
      { target: path },
      { target: 'grafana', dashboard: path },
      { want: 'install', version: path, consent: [] },
      install({ extraManifests: path }),
      install({ alerts: { receivers: path, templates: path } }),
      install({ exporters: [{ name: 'x', image: path, port: 9000, args: [path], env: { FILE: path } }] }),
      { where: 'page', message: path },
    ]);
    const pairs = Object.keys(calls)
      // Opens the dialog, which is the one way.
      .filter((name) => name !== 'stack.chooseFolder')
      .flatMap((name) => inputs.map((input) => [name, input] as const));
    const replies = await callAll(launched, pairs);
    expect(replies.filter(({ ok }) => ok === undefined)).toEqual([]);
    expect(await touched(launched, CANARY)).toEqual([]);
    const [refused] = await callAll(launched, [['stack.plan', install({ extraManifests: folder })]]);
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringMatching(/nobody has chosen/) } });

    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
    }, folder);
    expect(await callAll(launched, [['stack.chooseFolder', undefined]])).toEqual([{ ok: true, value: folder }]);
    const [planned] = await callAll(launched, [['stack.plan', install({ extraManifests: folder })]]);
    expect(planned).toMatchObject({ ok: true });
    expect(JSON.stringify(planned)).toContain(CANARY);
    // Proves that they are watched.
    expect(await touched(launched, CANARY)).not.toEqual([]);
  } finally {
    await rm(parent, { recursive: true });
  }
});
