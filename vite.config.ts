// The builds of the three programs: the page, the preload script, and the main process with `odin` and the demo cluster.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bundledPackages } from './scripts/dist/third-party-licenses.mjs';

const root = import.meta.dirname;
const path = (name: string) => resolve(root, name);

export default defineConfig({
  root: path('renderer'),
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: path('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        sourcemap: true,
        // What the first page needs is one file: each is a request that the main process answers, and it has enough to do then.
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
        // `npm run check` measures what is loaded first, compressed, which is what counts.
        chunkSizeWarningLimit: 2000,
      },
    },
    // Everything but Electron is bundled: one file starts faster than a tree of packages, and packages need no node_modules.
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: path('dist/main'),
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        minify: true,
        rolldownOptions: {
          input: {
            main: path('electron/main.ts'),
            cli: path('electron/cli.ts'),
            'demo-worker': path('electron/demo/worker.ts'),
          },
          output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    // A sandboxed preload script can only be CommonJS.
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: path('dist/preload'),
        emptyOutDir: true,
        target: 'node20',
        rolldownOptions: {
          input: { preload: path('electron/preload.ts') },
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
      // What the app tells of itself; read once somebody asks for it.
      writeFileSync(path('dist/main/licenses.json'), JSON.stringify(bundledPackages(path('dist'))));
    },
  },
});
