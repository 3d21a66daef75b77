// Texts that come out of a pipe: read to their end, bounded, and never longer than the person wants to wait.
import { constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { decodeText, type FileWants } from '../text-file.ts';

const MIB = 1024 * 1024;

/**
 * A named pipe, or one under /dev/fd. It waits for whoever writes, and can be given up at any time: a pipe that was
 * opened as a file holds a thread until something comes.
 *
 * Throws `badInput` where it cannot be opened, as with a socket.
 */
export async function openPipe(path: string): Promise<Readable> {
  try {
    // A bare descriptor, which the socket owns: a FileHandle would close it once more when it is collected as garbage.
    const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return new Socket({ fd, readable: true, writable: false });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new AppError('badInput', `${path} cannot be read (${code}): pipe it into --from - instead.`);
  }
}

/** What a pipe's text must keep to. */
export interface PipeWants extends FileWants {
  readonly signal: AbortSignal;
}

/**
 * All its text, of any encoding that files may have; the stream is closed whatever happens.
 *
 * @param name for sentences
 *
 * Throws `badInput` for more than the limit, for what is no text and for a pipe that breaks; the signal's abort.
 */
export async function readPipe(stream: Readable, name: string, { limit, signal }: PipeWants): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of addAbortSignal(signal, stream)) {
      parts.push(part);
      length += part.length;
      if (length > limit) {
        throw new AppError('badInput', `${name} gives more than ${limit / MIB} MiB, which is more than is read here.`);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new AppError('badInput', `${name} broke off (${code}): run the program that writes it once more.`);
  } finally {
    stream.destroy();
  }
  const text = decodeText(Buffer.concat(parts, length));
  if (text === undefined) throw new AppError('badInput', `${name} is not text in UTF-8 or UTF-16.`);
  return text;
}
