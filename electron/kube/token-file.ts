// The token in a file, which somebody else keeps fresh: read again every minute, as client-go does.
import { AppError } from '../../shared/errors.ts';
import { readFileBytes, TextFileError } from '../text-file.ts';

const FRESH_MS = 60_000;
const TOKEN_FILE = { what: 'a file of a token', limit: 1 << 20 };

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
  let token: string;
  try {
    token = Buffer.from(readFileBytes(path, TOKEN_FILE)).toString('utf8').trim();
  } catch (error) {
    throw error instanceof TextFileError ? refuse(faultOf(error), error) : error;
  }
  if (token === '') throw refuse('is empty');
  return token;
}

function faultOf({ fault, systemCode }: TextFileError): string {
  if (fault === 'tooBig') return 'is larger than 1 MiB';
  if (fault !== 'refused') return 'is no file';
  return systemCode === 'ENOENT' ? 'is not there' : `can't be read (${systemCode})`;
}
