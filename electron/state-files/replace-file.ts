// Replaces a small file whole: whoever reads it sees the old text or the new one, never half, whenever the power fails.
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a rename says on Windows while another program has the file open: a virus scanner, an indexer, a backup. It lets go
 * within moments, so the same rename succeeds a little later. Source: graceful-fs, which tries these again for a minute.
 */
const MOMENTARY: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/** What stands in for the file system's rename in a test. */
export type Rename = (from: string, to: string) => void;

/** Whether the same write may succeed in a moment. */
export function isMomentary(error: unknown): boolean {
  return MOMENTARY.has((error as NodeJS.ErrnoException).code);
}

/**
 * One attempt. The file and its folder, where that is made, can be read by their owner alone.
 * Throws the file system's error, and leaves nothing behind then.
 */
export function replaceFileOnce(path: string, text: string, rename: Rename = renameSync): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
    rename(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Tries for two seconds. Rejects with the file system's error where the obstacle is a lasting one, or outlasts them. */
export async function replaceFile(path: string, text: string, rename: Rename = renameSync): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    try {
      replaceFileOnce(path, text, rename);
      return;
    } catch (error) {
      if (!isMomentary(error) || Date.now() >= deadline) throw error;
    }
  }
}
