// Draws the icons of assets/icons from the SVGs there, with Electron: `node scripts/icons.mjs` after editing one
// (`xvfb-run node scripts/icons.mjs` without a display). What it makes is committed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, ROOT, run, runCommand } from './command.mjs';
import { findElectron } from './find-electron.mjs';
import { toIcns, toIco } from './icons/containers.mjs';

const ICONS = join(ROOT, 'assets', 'icons');
const TRAY = join(ICONS, 'tray');
const APP = join(ICONS, 'app');
// What Linux desktops look for (hicolor), what Windows' and macOS' containers hold.
const APP_SIZES_PX = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

await runCommand(async () => {
  mkdirSync(APP, { recursive: true });
  const icon = join(ICONS, 'icon.svg');
  const jobs = [
    { svg: icon, sizePx: 256, png: join(ICONS, 'icon.png') },
    ...APP_SIZES_PX.map((sizePx) => ({ svg: icon, sizePx, png: appPng(sizePx) })),
    ...readdirSync(TRAY)
      .filter((name) => name.endsWith('.svg'))
      .flatMap((name) => trayJobs(join(TRAY, name))),
  ];
  const { path } = await findElectron();
  const switches = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const code = await run(path, [...switches, join(ROOT, 'scripts', 'icons', 'rasterize.mjs'), JSON.stringify(jobs)]);
  if (code !== 0) throw new Failure(`The icons were not drawn: Electron ended with ${code}.`);
  const pngs = new Map(APP_SIZES_PX.map((sizePx) => [sizePx, readFileSync(appPng(sizePx))]));
  writeFileSync(join(APP, 'icon.ico'), toIco(pngs));
  writeFileSync(join(APP, 'icon.icns'), toIcns(pngs));
});

/** @param {number} sizePx */
function appPng(sizePx) {
  return join(APP, `${sizePx}x${sizePx}.png`);
}

/** A tray icon has 16 points; Electron takes @2x and @3x for denser screens. @param {string} svg */
function trayJobs(svg) {
  return [1, 2, 3].map((scale) => ({
    svg,
    sizePx: 16 * scale,
    png: svg.replace(/\.svg$/, scale === 1 ? '.png' : `@${scale}x.png`),
  }));
}
