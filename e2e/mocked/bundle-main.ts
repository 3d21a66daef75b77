// Bundles a main process of a test's own for Electron, which cannot run TypeScript.
import { join } from 'node:path';
import { build } from 'vite';
import { PROJECT } from '../app/launch.ts';

/** Writes `main.mjs`, made of the TypeScript file `source`, into `outDir` and returns its path. */
export async function bundleMain(source: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    root: PROJECT,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: source,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(outDir, 'main.mjs');
}
