// A file that lines are appended to, by several processes at once; when it is full it becomes the newest of a few old ones.
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { giveToOwner, makeFolder } from '../state-files/make-folder.ts';

/** Of one file; see {@link RotatingFile}. */
export interface RotationLimits {
  readonly maxBytes: number;
  /** How many full ones stay beside it. */
  readonly keptFiles: number;
}

/** So old a lock was left by a process that has ended in the middle of it. */
const LOCK_LIFE_MS = 10_000;

// A pipe in the file's place would let the opening wait for a reader for ever, and with it everything.
const APPENDING =
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_WRONLY |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0) |
  (constants.O_NOCTTY ?? 0);

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
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') makeFolder(dirname(this.path));
      // Somebody else's, such as root's of an ODIN that was run by sudo: in a folder of one's own it can be put aside.
      else if (code !== 'EACCES' || !this.#putAside(() => !canAppend(this.path))) throw error;
      return this.#openOwn();
    }
  }

  #openOwn(): number {
    const file = openSync(this.path, APPENDING, 0o600);
    // One that was copied here by hand, say.
    const status = fstatSync(file);
    if (status.isFile() && status.size === 0 && status.uid === 0) giveToOwner(file, this.path);
    if (process.platform !== 'win32' && status.isFile() && (status.mode & 0o077) !== 0) fchmodSync(file, 0o600);
    return file;
  }

  #rotate(): void {
    // Another process may have done it between the look at the size and the lock.
    this.#putAside(() => statSync(this.path).size >= this.#limits.maxBytes);
  }

  /**
   * Makes it the newest of the old ones, if that is still to be done. By one process at a time; the others write on
   * meanwhile. What cannot be renamed now is tried again at the next line; whether it was.
   */
  #putAside(isToBeDone: () => boolean): boolean {
    const lock = `${this.path}.lock`;
    if (!take(lock)) return false;
    try {
      if (!isToBeDone()) return true;
      for (let age = this.#limits.keptFiles; age > 0; age--) {
        move(rotatedPath(this.path, age - 1), rotatedPath(this.path, age));
      }
      return true;
    } catch {
      // Windows renames nothing that is open elsewhere.
      return false;
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

function canAppend(path: string): boolean {
  try {
    closeSync(openSync(path, APPENDING & ~constants.O_CREAT));
    return true;
  } catch {
    return false;
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch {
    const status = statSync(lock, { throwIfNoEntry: false });
    // Also of a time to come: the clock was set back since.
    if (status !== undefined && Math.abs(Date.now() - status.mtimeMs) > LOCK_LIFE_MS) rmSync(lock, { force: true });
    return false;
  }
}
