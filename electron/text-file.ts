// A text file that a person wrote or was given: a kubeconfig, settings, a manifest. Nothing of it is shown in an error.
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { AppError } from '../shared/errors.ts';

/** Why a file gave no text; `code` is Node's, such as `ENOENT`, where the system refused. */
export type TextFileFault = 'folder' | 'notAFile' | 'tooBig' | 'notText' | 'refused';

/** The `badInput` of a file that gave no text. */
export class TextFileError extends AppError {
  readonly fault: TextFileFault;
  readonly systemCode: string | undefined;

  constructor(path: string, fault: TextFileFault, sentence: string, systemCode?: string) {
    super('badInput', sentence, { subject: path });
    this.fault = fault;
    this.systemCode = systemCode;
  }
}

/** What is read. */
export interface FileWants {
  /** What it should be, as sentences call it: `a kubeconfig`, `a file of settings`. */
  readonly what: string;
  /** In bytes. */
  readonly limit: number;
}

const MIB = 1024 * 1024;

/**
 * Its text without a byte order mark: UTF-16 where a mark says so (PowerShell's `>` writes it), else UTF-8. It reads no
 * more than the limit, never waits (a pipe is not opened) and starts nothing.
 *
 * Throws {@link TextFileError}, `badInput`, for a path that can't be read, is no regular file, is longer than the limit
 * or is not text.
 */
export function readTextFile(path: string, { what, limit }: FileWants): string {
  const text = decodeText(readFileBytes(path, { what, limit }));
  if (text !== undefined) return text;
  const advice = `is not text in UTF-8 or UTF-16: save it as UTF-8, or name ${what}`;
  throw new TextFileError(path, 'notText', `${path} ${advice}.`);
}

/** The text of bytes by their byte order mark, UTF-8 without one; undefined where they are none, or hold a NUL. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  try {
    const text =
      first === 0xff && second === 0xfe
        ? new TextDecoder('utf-16le', { fatal: true }).decode(bytes)
        : first === 0xfe && second === 0xff
          ? new TextDecoder('utf-16le', { fatal: true }).decode(Buffer.from(bytes).swap16())
          : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined; // not of this encoding, or half a character
  }
}

/** Of the process, of the machine: nothing is wrong with the file. */
const NO_MORE_FILES: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE']);

/** Its bytes, in the same manner: for certificates, whose remarks may be in any encoding. Throws as {@link readTextFile}. */
export function readFileBytes(path: string, { what, limit }: FileWants): Uint8Array {
  try {
    checkKind(statSync(path), path, what); // before it is opened: that alone starts some devices
    // Should it have become a pipe since, opening it still does not wait.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    try {
      checkKind(fstatSync(file), path, what);
      return readAll(file, path, limit);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof TextFileError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const step = NO_MORE_FILES.has(code)
      ? 'too many files are open: end some programs, then try again'
      : `name ${what}`;
    throw new TextFileError(path, 'refused', `${path} cannot be read (${code}): ${step}.`, code);
  }
}

function checkKind(stats: Stats, path: string, what: string): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new TextFileError(path, 'folder', `${path} is a folder, not ${what}.`);
  const isPipe = stats.isFIFO() || stats.isSocket();
  const sentence = isPipe
    ? `${path} is a pipe, not a file: save what comes out of it, and name that file.`
    : `${path} is a device, not a file: name ${what}.`;
  throw new TextFileError(path, 'notAFile', sentence);
}

/** By what comes, not by the size that is told: a file may grow, and those of /proc tell none. */
function readAll(file: number, path: string, limit: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.min(MIB, limit + 1 - length));
    const count = readSync(file, part);
    if (count === 0) return Buffer.concat(parts, length);
    parts.push(part.subarray(0, count));
    length += count;
    if (length > limit) {
      throw new TextFileError(
        path,
        'tooBig',
        `${path} is longer than ${sizeOf(limit)}, which is more than is read here.`,
      );
    }
  }
}

function sizeOf(bytes: number): string {
  return bytes >= MIB ? `${Math.floor(bytes / MIB)} MiB` : `${bytes} bytes`;
}
