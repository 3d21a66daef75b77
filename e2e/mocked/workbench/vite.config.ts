// The page in a browser with hot reload, on scripted handlers: `npx vite --config e2e/mocked/workbench/vite.config.ts`,
// then open it with `?scenario=unhealthy#/overview`.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const project = resolve(import.meta.dirname, '../../..');

export default defineConfig({
  root: resolve(project, 'renderer'),
  server: { fs: { allow: [project] } },
  plugins: [
    react(),
    {
      name: 'scripted-bridge',
      transformIndexHtml: {
        order: 'pre',
        handler: () => [
          {
            tag: 'script',
            attrs: { type: 'module', src: `/@fs${resolve(import.meta.dirname, 'bridge.ts')}` },
            injectTo: 'head-prepend',
          },
        ],
      },
    },
  ],
});
