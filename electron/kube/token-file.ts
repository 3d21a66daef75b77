// The token in a file, which somebody else keeps fresh: read again every minute, as client-go does.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

const FRESH_MS = 60_000;
const MOST_BYTES = 1 << 20;

/** The token of one file. */
export class TokenFile {
  readonly #path: string;
  #token: string | undefined;
  #readAt = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * The token without the blanks around it. While a file that was read once cannot be read, its last token goes on.
   *
   * Throws `AppError` `unauthorized` that names the file.
   */
  get(now: number = performance.now()): string {
    if (this.#token !== undefined && now - this.#readAt < FRESH_MS) return this.#token;
    try {
      this.#token = readToken(this.#path);
    } catch (error) {
      if (this.#token === undefined) throw error;
    }
    this.#readAt = now;
    return this.#token;
  }
}

function readToken(path: string): string {
  const refuse = (what: string, cause?: unknown): AppError =>
    new AppError(
      'unauthorized',
      `The token file ${path} ${what}: log in again, or correct tokenFile in the kubeconfig.`,
      {
        subject: path,
        ...(cause === undefined ? {} : { cause }),
      },
    );
  let descriptor: number;
  try {
    // A pipe would keep us waiting for somebody who writes.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw refuse(code === 'ENOENT' ? 'is not there' : `can't be read (${String(code)})`, error);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw refuse('is no file');
    if (stats.size > MOST_BYTES) throw refuse('is larger than 1 MiB');
    const content = Buffer.alloc(stats.size);
    const length = readSync(descriptor, content, 0, stats.size, 0);
    const token = content.toString('utf8', 0, length).trim();
    if (token === '') throw refuse('is empty');
    return token;
  } finally {
    closeSync(descriptor);
  }
}
