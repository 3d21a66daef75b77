// The app's own build of its main process, minified as in a package, with every lock breakable.
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createBuilder } from 'vite';
import { PROJECT } from '../app/launch.ts';
import { type Mutation, withBreakableLocks } from './mutation.ts';

/** Makes it in `folder`, beside copies of the built page and preload script; returns the path of the main process. */
export async function breakableBuild(folder: string, mutations: readonly Mutation[]): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of ['renderer', 'preload'])
    await cp(join(PROJECT, 'dist', part), join(folder, 'dist', part), { recursive: true });
  // What a path that leads out of the page's folder would find: beside it, above it, and by a link in it.
  await writeFile(join(folder, 'secret.json'), '{"secret":"above"}');
  await writeFile(join(folder, 'dist', 'renderer-secret.json'), '{"secret":"beside"}');
  await symlink(join(folder, 'secret.json'), join(folder, 'dist', 'renderer', 'link.json'));

  const left = new Set(mutations.map(({ file }) => file));
  const builder = await createBuilder({
    configFile: join(PROJECT, 'vite.config.ts'),
    logLevel: 'error',
    environments: { main: { build: { outDir: join(folder, 'dist', 'main'), sourcemap: false } } },
    plugins: [
      {
        name: 'breakable-locks',
        enforce: 'pre',
        transform(code, id) {
          const file = relative(PROJECT, id);
          const own = mutations.filter((mutation) => mutation.file === file);
          if (own.length === 0) return undefined;
          left.delete(file);
          return { code: withBreakableLocks(code, own), map: null };
        },
      },
    ],
  });
  const main = builder.environments.main;
  if (main === undefined) throw new Error('vite.config.ts has no environment for the main process');
  await builder.build(main);
  if (left.size > 0) throw new Error(`Not part of the main process: ${[...left].join(', ')}`);
  return join(folder, 'dist', 'main', 'main.js');
}
