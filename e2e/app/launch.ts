// Starts the real app in a home of its own, as tests need it.
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { findElectron } from '../../scripts/find-electron.mjs';
import { askingAgain } from './ask-again.ts';

/** The project's folder, which is also the app's. */
export const PROJECT = resolve(import.meta.dirname, '../..');

/** What a launch may differ in. */
export interface LaunchOptions {
  /** The app to start; the project's own by default. */
  readonly appDir?: string;
  /** Further arguments of the app. */
  readonly args?: readonly string[];
  /** Further environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The kubeconfig the app sees; none by default. */
  readonly kubeconfig?: string;
  /** A home from an earlier launch, for tests of what lasts; a new one by default, removed by `close`. */
  readonly home?: string;
}

/** A running app. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  /** The home folder that the app sees; its user data is in `user-data` below it. */
  readonly home: string;
  /** What the app wrote to stdout and stderr so far. */
  log(): string;
  /** Quits the app, by force if it does not within 10 s, and removes its home if it was made for it. */
  close(): Promise<void>;
}

/**
 * Lets Playwright find our Electron as it finds its own. Only then does it hold the app back until it is attached: given a
 * path instead, it waits for ever when a window opens at the wrong moment.
 */
export async function leadPlaywrightToElectron(): Promise<void> {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname((await findElectron()).path);
}

/** Starts the app and waits for its first window. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'odin-app-home-')));
  const removeHome = async () => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  await leadPlaywrightToElectron();
  const launching = _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      // A container's /dev/shm is 64 MB, too small for Chromium.
      '--disable-dev-shm-usage',
      `--user-data-dir=${join(home, 'user-data')}`,
      options.appDir ?? PROJECT,
      ...(options.args ?? []),
    ],
    env: environment(home, options),
    timeout: 60_000,
  });
  const app = await launching.catch(async (error) => {
    await removeHome();
    throw error;
  });
  askingAgain(app);
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  // Kept, for Playwright forgets it when the app ends by itself.
  const child = app.process();
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const close = async () => {
    await quit(app, child);
    await removeHome();
  };
  try {
    return { app, page: await app.firstWindow(), home, log: () => output, close };
  } catch (error) {
    await close();
    throw new Error(`no window came: ${output}`, { cause: error });
  }
}

function environment(home: string, options: LaunchOptions): Record<string, string> {
  const all = { ...process.env, HOME: home, USERPROFILE: home, KUBECONFIG: options.kubeconfig, ...options.env };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function quit(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  try {
    await app.close();
  } finally {
    clearTimeout(force);
  }
}

/** The version of the app, from package.json. */
export async function appVersion(): Promise<string> {
  return JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')).version;
}
