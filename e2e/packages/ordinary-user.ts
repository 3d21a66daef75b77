// Starts a packaged app as an ordinary user with its sandbox on, as a person would, and looks at it from outside.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';

// "nobody": has no rights that this machine's root did not give to all.
const USER_ID = 65534;

/** A started app. */
export interface StartedApp {
  readonly page: Page;
  /** Per renderer process, whether the kernel filters its system calls (the innermost layer of the sandbox). */
  sandboxedRenderers(): boolean[];
  close(): Promise<void>;
}

/** Why an ordinary user's app cannot have a sandbox here; undefined where it can. */
export function whyNoSandbox(): string | undefined {
  try {
    execFileSync(...asOrdinaryUser('unshare', ['--user', 'true']), { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `no user namespaces for ordinary users here: ${error instanceof Error ? error.message : error}`;
  }
}

/** A program and its arguments, to be run as an ordinary user; as they are where we are one. */
export function asOrdinaryUser(program: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, [...args]];
  const identity = [`--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--clear-groups', '--no-new-privs'];
  return ['setpriv', [...identity, program, ...args]];
}

/** Starts the executable and waits for its window. */
export async function startAsOrdinaryUser(executable: string): Promise<StartedApp> {
  const home = mkdtempSync(join(tmpdir(), 'odin-packaged-home-'));
  if (process.getuid?.() === 0) chownSync(home, USER_ID, USER_ID);
  // The fuses forbid Node's inspector, so Playwright comes in through Chromium's.
  const switches = ['--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0'];
  const child = spawn(...asOrdinaryUser(executable, switches), {
    cwd: home,
    env: { PATH: process.env.PATH, DISPLAY: process.env.DISPLAY, HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const end = async () => {
    await killGroup(child);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child), { timeout: 90_000 });
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('the app has no browser context');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    const close = async () => {
      await browser.close();
      await end();
    };
    return { page, sandboxedRenderers: () => renderersOf(child).map(isFiltered), close };
  } catch (error) {
    await end();
    throw error;
  }
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let messages = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      messages += text;
      const address = /DevTools listening on (ws:\S+)/.exec(messages)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the app ended with ${code}: ${messages}`)));
  });
}

/** The process ids of the app's renderers: those of its process group with that type. */
function renderersOf(app: ChildProcess): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const stat = readProc(pid, 'stat');
    const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
    return group === String(app.pid) && readProc(pid, 'cmdline').includes('--type=renderer');
  });
}

function isFiltered(pid: string): boolean {
  return /^Seccomp:\t2$/m.test(readProc(pid, 'status'));
}

/** A file of a process; empty when it has ended meanwhile. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
