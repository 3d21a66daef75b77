// The current Electron, downloaded by its npm package; where that is impossible, quickly known and remembered for a day.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE, ROOT } from '../command.mjs';
import { lock } from '../once.mjs';

const BEGIN_MS = 20_000;
const REMEMBER_MS = 24 * 3600 * 1000;
const PACKAGE = join(ROOT, 'node_modules', 'electron');

/** The version that package.json asks for; undefined before `npm ci`. */
export function declaredVersion() {
  return JSON.parse(readText(join(PACKAGE, 'package.json')) ?? '{}').version;
}

/** The executable that the npm package unpacked, when there is one of its own version. */
export function unpackedElectron() {
  const path = readText(join(PACKAGE, 'path.txt'));
  const version = readText(join(PACKAGE, 'dist', 'version'))?.replace(/^v/, '');
  return path === undefined || version !== declaredVersion() ? undefined : join(PACKAGE, 'dist', path);
}

/**
 * Downloads Electron into its npm package. A download has 20 s to begin and then all the time it needs.
 * @returns {Promise<{ path: string } | { reason: string }>} the executable, or why there is none
 */
export async function downloadElectron() {
  const marker = join(CACHE, 'electron', `download-failed-${declaredVersion()}`);
  mkdirSync(join(CACHE, 'electron'), { recursive: true });
  const release = await lock(`${marker}.lock`);
  try {
    const unpacked = unpackedElectron(); // by another start, while this one waited
    if (unpacked !== undefined) return { path: unpacked };
    const remembered = ageMs(marker) < REMEMBER_MS ? readText(marker) : undefined;
    if (remembered !== undefined) return { reason: remembered };
    const failure = await install();
    const path = unpackedElectron();
    if (path !== undefined) return { path };
    writeFileSync(marker, failure);
    return { reason: failure };
  } finally {
    release();
  }
}

/** Runs the package's own installer; returns its last words. */
async function install() {
  // The installer downloads into the temporary folder: with one of its own, the first byte can be seen.
  const temporary = mkdtempSync(join(tmpdir(), 'odin-electron-'));
  const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  let stderr = '';
  let isLate = false;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const deadline = setTimeout(() => {
    isLate = !hasContent(temporary);
    if (isLate) child.kill('SIGKILL');
  }, BEGIN_MS);
  try {
    await new Promise((resolve) => child.once('close', resolve));
  } finally {
    clearTimeout(deadline);
    rmSync(temporary, { recursive: true, force: true });
  }
  return isLate ? `no download began within ${BEGIN_MS / 1000} s` : (stderr.trim().split('\n')[0] ?? '');
}

/** @param {string} folder whether a file in it, at any depth, has content */
function hasContent(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size > 0,
  );
}

/** @param {string} file */
function ageMs(file) {
  const status = statSync(file, { throwIfNoEntry: false });
  return status === undefined ? Number.POSITIVE_INFINITY : Date.now() - status.mtimeMs;
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
