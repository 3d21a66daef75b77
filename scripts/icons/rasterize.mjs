// Electron's side of scripts/icons.mjs: draws SVGs on a canvas and writes PNGs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

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
  /** @type {{ svg: string, sizePx: number, png: string }[]} */
  const jobs = JSON.parse(process.argv.at(-1) ?? '[]');
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<title>icons</title>');
  for (const { svg, sizePx, png } of jobs) {
    const source = readFileSync(svg).toString('base64');
    const drawn = await window.webContents.executeJavaScript(
      `(${drawPng.toString()})(${JSON.stringify(source)}, ${sizePx})`,
    );
    writeFileSync(png, Buffer.from(drawn, 'base64'));
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
