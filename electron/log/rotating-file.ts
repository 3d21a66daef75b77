// A file that lines are appended to, by several processes at once; when it is full it becomes the newest of a few old ones.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Of one file; see {@link RotatingFile}. */
export interface RotationLimits {
  readonly maxBytes: number;
  /** How many full ones stay beside it. */
  readonly keptFiles: number;
}

/** So old a lock was left by a process that has ended in the middle of it. */
const LOCK_LIFE_MS = 10_000;

const APPENDING = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/** The path of an old one: `odin.log` becomes `odin.1.log`, then `odin.2.log`. */
export function rotatedPath(path: string, age: number): string {
  return age === 0 ? path : path.replace(/(\.\w+)?$/, `.${age}$1`);
}

/**
 * Nothing is kept open or in memory between two lines, so that a line is in the file before `append` returns and the next
 * one goes into whatever file has the name by then. Only its owner can read it.
 */
export class RotatingFile {
  readonly path: string;
  readonly #limits: RotationLimits;
  /** Whether a line ended half way, as on a disk that ran full. */
  #isTorn = false;

  constructor(path: string, limits: RotationLimits) {
    this.path = path;
    this.#limits = limits;
  }

  /** Appends a line; throws what the file system does. */
  append(line: string): void {
    const file = this.#open();
    let isFull: boolean;
    try {
      const bytes = Buffer.from(`${this.#isTorn ? '\n' : ''}${line}\n`);
      // One call, for only that is whole among the lines of others.
      const written = writeSync(file, bytes);
      this.#isTorn = written < bytes.length;
      if (this.#isTorn) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
      isFull = fstatSync(file).size >= this.#limits.maxBytes;
    } finally {
      closeSync(file);
    }
    if (isFull) this.#rotate();
  }

  #open(): number {
    try {
      return this.#openOwn();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      return this.#openOwn();
    }
  }

  #openOwn(): number {
    const file = openSync(this.path, APPENDING, 0o600);
    // One that was copied here by hand, say.
    const status = fstatSync(file);
    if (process.platform !== 'win32' && status.isFile() && (status.mode & 0o077) !== 0) fchmodSync(file, 0o600);
    return file;
  }

  /** By one process at a time; the others write on meanwhile. What cannot be renamed now is tried again at the next line. */
  #rotate(): void {
    const lock = `${this.path}.lock`;
    if (!take(lock)) return;
    try {
      // Another process may have done it between the look at the size and the lock.
      if (statSync(this.path).size < this.#limits.maxBytes) return;
      for (let age = this.#limits.keptFiles; age > 0; age--) {
        move(rotatedPath(this.path, age - 1), rotatedPath(this.path, age));
      }
    } catch {
      // Windows renames nothing that is open elsewhere.
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch {
    const status = statSync(lock, { throwIfNoEntry: false });
    if (status !== undefined && Date.now() - status.mtimeMs > LOCK_LIFE_MS) rmSync(lock, { force: true });
    return false;
  }
}
