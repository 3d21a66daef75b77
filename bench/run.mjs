// `npm run bench [NAME …] [-- --short]`: ratios to peers, measured in one run; prints a table and writes bench/results/<time>.json.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT, run, runCommand } from '../scripts/command.mjs';
import { findElectron } from '../scripts/find-electron.mjs';
import { bootstrap } from '../scripts/setup/bootstrap.mjs';
import { buildWhenStale } from '../scripts/setup/build.mjs';
import { ensureSystemLibraries } from '../scripts/setup/system-libraries.mjs';
import { withCluster } from '../scripts/testing/cluster.mjs';
import { testEnvironment } from '../scripts/testing/environment.mjs';

/** The scripts find the project from where they are, so they are loaded from there.  @type {import('vite').Plugin} */
const scriptsStayWhereTheyAre = {
  name: 'scripts-stay-where-they-are',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/\/scripts\/.+\.mjs$/.test(source)) return null;
    return { id: pathToFileURL(resolve(dirname(importer), source)).href, external: true };
  },
};

await runCommand(async (args) => {
  await bootstrap();
  await ensureSystemLibraries((await findElectron()).path, { needsVirtualDisplay: true });
  await buildWhenStale();
  // The engine is measured from its own sources, in a program of its own.
  const outDir = mkdtempSync(join(ROOT, 'node_modules', '.odin-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      root: ROOT,
      plugins: [scriptsStayWhereTheyAre],
      ssr: { external: ['playwright'], noExternal: true },
      build: {
        ssr: true,
        rolldownOptions: {
          input: ['main', 'engine'].map((name) => join(ROOT, 'bench', `${name}.ts`)),
          // Beside the programs: what finds the project from where it is must be as deep as they are.
          output: { chunkFileNames: '[name]-[hash].js' },
        },
        outDir,
        emptyOutDir: false,
        target: 'node20',
      },
    });
    symlinkSync(join(ROOT, 'assets'), join(outDir, 'assets'), 'junction');
    return await withCluster(async (cluster) => {
      const { env, dispose } = await testEnvironment();
      try {
        return await run(process.execPath, [join(outDir, 'main.js'), ...args], { env: { ...env, ...cluster } });
      } finally {
        dispose();
      }
    });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
});
