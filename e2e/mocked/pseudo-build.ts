// Builds the page with its catalogue in the pseudo-locale; the rest is the page that people get.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { PROJECT } from '../app/launch.ts';

const CATALOGUE = join(PROJECT, 'renderer', 'text');
const PSEUDO = join(import.meta.dirname, 'pseudo-locale.ts');

function pseudoLocale(): Plugin {
  return {
    name: 'pseudo-locale',
    // After TypeScript is JavaScript, and `as const` is gone.
    enforce: 'post',
    transform(code, id) {
      if (!id.startsWith(CATALOGUE)) return undefined;
      const names = [...code.matchAll(/^export const (\w+Text)\b/gm)].map(([, name]) => name);
      if (names.length === 0) throw new Error(`${id} exports no texts: is its name in another form?`);
      const wrapped = names.map((name) => `__pseudoIn(${name});`).join('\n');
      return {
        code: `import { pseudoIn as __pseudoIn } from ${JSON.stringify(PSEUDO)};\n${code}\n${wrapped}`,
        map: null,
      };
    },
  };
}

/** Writes `renderer` and `preload` into `outDir`, as the app's own `dist` has them. */
export async function buildPseudo(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(PROJECT, 'renderer'),
    logLevel: 'error',
    plugins: [react(), pseudoLocale()],
    build: { outDir: join(outDir, 'renderer'), emptyOutDir: true, target: 'chrome130' },
  });
  await cp(join(PROJECT, 'dist', 'preload'), join(outDir, 'preload'), { recursive: true });
}
