// An app with one empty window: the least that any Electron app costs.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<h1>empty</h1>'));
`;

/** Runs `work` with the folder of the app, and removes it. */
export async function withEmptyApp<T>(work: (appDir: string) => Promise<T>): Promise<T> {
  const appDir = await mkdtemp(join(tmpdir(), 'odin-bench-empty-'));
  try {
    await writeFile(join(appDir, 'package.json'), '{ "name": "empty", "main": "main.cjs" }');
    await writeFile(join(appDir, 'main.cjs'), MAIN);
    return await work(appDir);
  } finally {
    await rm(appDir, { recursive: true, force: true });
  }
}
