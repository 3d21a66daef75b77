// The time until the window can be used, beside the time until the first paint of an empty Electron window.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LaunchedApp, launchApp } from '../e2e/app/launch.ts';
import type { Row } from './statistics.ts';

const EMPTY_MAIN = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<h1>empty</h1>'));
`;

/** Both are started in turn, `runs` times after a warm-up, each in a new home. */
export async function measureWindow(runs: number): Promise<Row> {
  const emptyApp = await mkdtemp(join(tmpdir(), 'odin-bench-empty-'));
  await writeFile(join(emptyApp, 'package.json'), '{ "name": "empty", "main": "main.cjs" }');
  await writeFile(join(emptyApp, 'main.cjs'), EMPTY_MAIN);
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let i = -1; i < runs; i++) {
      const usable = await timeToHeading({});
      const empty = await timeToHeading({ appDir: emptyApp });
      if (i < 0) continue;
      ours.push(usable);
      theirs.push(empty);
    }
  } finally {
    await rm(emptyApp, { recursive: true, force: true });
  }
  return {
    work: 'window usable',
    how: 'the app, started anew',
    peer: 'an empty Electron window painted',
    unit: 's',
    ours,
    theirs,
    goal: 1.5,
  };
}

async function timeToHeading(options: Parameters<typeof launchApp>[0]): Promise<number> {
  const startedAt = performance.now();
  let launched: LaunchedApp | undefined;
  try {
    launched = await launchApp(options);
    await launched.page.getByRole('heading', { level: 1 }).waitFor();
    return (performance.now() - startedAt) / 1000;
  } finally {
    await launched?.close();
  }
}
