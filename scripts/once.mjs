// Makes a folder of the cache once, even when several programs want it at the same time.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Returns `folder`, made by `make` in a temporary folder beside it and renamed, so that it is there whole or not at all.
 * @param {string} folder
 * @param {(work: string) => void | Promise<void>} make fills the empty folder it is given
 * @returns {Promise<string>}
 */
export async function once(folder, make) {
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (existsSync(folder)) return folder;
    const work = mkdtempSync(`${folder}.part-`);
    try {
      await make(work);
      chmodSync(work, 0o755); // mkdtemp's folders are their maker's alone
      renameSync(work, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return folder;
  } finally {
    release();
  }
}

/**
 * Waits until this process holds the lock file; returns what gives it back. A lock whose process has ended counts as free.
 * @param {string} file
 */
export async function lock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!isExists(error)) throw error;
    }
    if (isAbandoned(file)) rmSync(file, { force: true });
    else await sleep(200);
  }
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // Between the file's creation and its content there is a moment without a number.
    if (!owner) return Date.now() - statSync(file).mtimeMs > 10_000;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}

/** @param {unknown} error */
function isExists(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST';
}
