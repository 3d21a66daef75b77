// Electron's side of scripts/icons.mjs: draws every SVG of a folder on a canvas and writes PNGs of 16 px, @2x and @3x beside it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { app, BrowserWindow } from 'electron';

const SIZE_PX = 16;
const SCALES = [1, 2, 3];

const profile = mkdtempSync(join(tmpdir(), 'odin-icons-'));
app.setPath('userData', profile);
// A top-level await would keep Electron from becoming ready.
app
  .whenReady()
  .then(drawAll)
  .then(
    () => quit(0),
    (error) => {
      console.error(error);
      quit(1);
    },
  );

async function drawAll() {
  const folder = process.argv.at(-1) ?? '.';
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>icons</title>');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
    const svg = readFileSync(join(folder, file)).toString('base64');
    for (const scale of SCALES) {
      const png = await window.webContents.executeJavaScript(
        `(${drawPng.toString()})(${JSON.stringify(svg)}, ${SIZE_PX * scale})`,
      );
      const suffix = scale === 1 ? '' : `@${scale}x`;
      writeFileSync(join(folder, `${basename(file, '.svg')}${suffix}.png`), Buffer.from(png, 'base64'));
    }
  }
}

/**
 * Runs in the page.
 * @param {string} svg base64
 * @param {number} sizePx
 * @returns {Promise<string>} the PNG, base64
 */
async function drawPng(svg, sizePx) {
  const image = new Image(sizePx, sizePx);
  image.src = `data:image/svg+xml;base64,${svg}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: sizePx, height: sizePx });
  canvas.getContext('2d')?.drawImage(image, 0, 0, sizePx, sizePx);
  return canvas.toDataURL('image/png').replace(/^.*,/, '');
}

/** @param {number} code */
function quit(code) {
  rmSync(profile, { recursive: true, force: true });
  app.exit(code);
}
