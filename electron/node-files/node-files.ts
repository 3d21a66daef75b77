// Files of the node, bounded and never waited for. Nothing is run, for `nvidia-smi` would wake a GPU that sleeps.
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { readFileBytes, readTextFile, TextFileError } from '../text-file.ts';

const LIMIT_BYTES = 1024 * 1024;
const MOST_NAMES = 20_000;
/** The file, or a folder above it, is not there. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENXIO', 'ENODEV']);

/** The node's files below a root: `/`, or a tree that stands in for it. Each method throws `AppError` where it may not look. */
export class NodeFiles {
  readonly #root: string;
  readonly #asRoot: string;

  /** @param asRoot the command that a person runs where a file is for root alone */
  constructor(root: string, asRoot: string) {
    this.#root = root;
    this.#asRoot = asRoot;
  }

  /** Null where it is not there. */
  text(path: string): string | null {
    return this.#unlessAbsent(() => readTextFile(join(this.#root, path), { what: 'a text file', limit: LIMIT_BYTES }));
  }

  bytes(path: string): Uint8Array | null {
    return this.#unlessAbsent(() => readFileBytes(join(this.#root, path), { what: 'a file', limit: LIMIT_BYTES }));
  }

  /** Names in a folder; none where it is not there. */
  names(path: string): readonly string[] {
    return this.#asked(path, () => readdirSync(join(this.#root, path)).slice(0, MOST_NAMES)) ?? [];
  }

  has(path: string): boolean {
    return this.#asked(path, () => lstatSync(join(this.#root, path))) !== null;
  }

  /** When it came to where it is, in ms since the epoch: packages keep the time at which a file was made, not the one of its node. */
  cameAt(path: string): number | null {
    return this.#asked(path, () =>
      Math.max(lstatSync(join(this.#root, path)).ctimeMs, statSync(join(this.#root, path)).ctimeMs),
    );
  }

  /** When it was written, in ms since the epoch. */
  writtenAt(path: string): number | null {
    return this.#asked(path, () => statSync(join(this.#root, path)).mtimeMs);
  }

  #unlessAbsent<T>(read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (error instanceof TextFileError && error.fault === 'refused' && ABSENT.has(error.systemCode ?? ''))
        return null;
      throw error instanceof TextFileError && isForbidden(error.systemCode)
        ? this.#forbidden(error.subject ?? '')
        : error;
    }
  }

  #asked<T>(path: string, ask: () => T): T | null {
    try {
      return ask();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (ABSENT.has(code)) return null;
      throw isForbidden(code)
        ? this.#forbidden(path)
        : new AppError('unavailable', `${path} cannot be read (${code}).`);
    }
  }

  #forbidden(path: string): AppError {
    return new AppError('forbidden', `${path} is for root alone: run \`${this.#asRoot}\`.`, { subject: path });
  }
}

function isForbidden(code: string | undefined): boolean {
  return code === 'EACCES' || code === 'EPERM';
}
