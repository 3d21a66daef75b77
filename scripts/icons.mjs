// Draws the PNGs of assets/icons/tray from the SVGs beside them, with Electron: `node scripts/icons.mjs` after editing one
// (`xvfb-run node scripts/icons.mjs` without a display). The PNGs are committed.
import { join } from 'node:path';
import { Failure, ROOT, run, runCommand } from './command.mjs';
import { findElectron } from './find-electron.mjs';

await runCommand(async () => {
  const { path } = await findElectron();
  const renderer = join(ROOT, 'scripts', 'icons', 'rasterize.mjs');
  const switches = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const code = await run(path, [...switches, renderer, join(ROOT, 'assets', 'icons', 'tray')]);
  if (code !== 0) throw new Failure(`The icons were not drawn: Electron ended with ${code}.`);
});
