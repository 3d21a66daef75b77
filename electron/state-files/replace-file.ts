// Replaces a small file whole: whoever reads it sees the old text or the new one, never half, whenever the power fails.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveToOwner, makeFolder } from './make-folder.ts';

/**
 * What a rename says on Windows while another program has the file open: a virus scanner, an indexer, a backup. It lets go
 * within moments, so the same rename succeeds a little later. Source: graceful-fs, which tries these again for a minute.
 */
const MOMENTARY: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/** What stands in for the file system's rename in a test. */
export type Rename = (from: string, to: string) => void;

/** Whether the same write may succeed in a moment. A folder that nothing can be made in stays as it is. */
export function isMomentary(error: unknown): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return MOMENTARY.has(code) && syscall !== 'mkdir' && syscall !== 'open';
}

/**
 * One attempt. The file and its folder, where that is made, can be read by their owner alone.
 * Throws the file system's error, and leaves nothing behind then.
 */
export function replaceFileOnce(path: string, text: string | Uint8Array, rename: Rename = renameSync): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  makeFolder(dirname(path));
  try {
    claimFile(temporary, text);
    rename(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Tries for two seconds. Rejects with the file system's error where the obstacle is a lasting one, or outlasts them. */
export async function replaceFile(path: string, text: string, rename: Rename = renameSync): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    try {
      replaceFileOnce(path, text, rename);
      return;
    } catch (error) {
      if (!isMomentary(error) || performance.now() >= deadline) throw error;
    }
  }
}

/**
 * A new file, which can be read by its owner alone: whose folder it is in, also where root writes it.
 * Throws the file system's error, `EEXIST` where there is one.
 */
export function claimFile(path: string, content: string | Uint8Array): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    giveToOwner(file, path);
    writeFileSync(file, content);
  } finally {
    closeSync(file);
  }
}
