// A body as text, inflated and bounded: whatever answers may never end, or grow a thousandfold when it is inflated.
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

/** The `invalid` of an answer that is more than is read: who asks for less may get it. */
export class TooMuchError extends AppError {
  constructor(subject: string, most: string) {
    super('invalid', `${subject} answers with more than ${most}, which is not read: ask for less.`, { subject });
  }
}

/**
 * Reads to the end, or gives up: the connection is closed then. `subject` is whose body it is, for sentences.
 *
 * Throws {@link TooMuchError} for more than `maxBytes`, `AppError` `unreachable` for an encoding that nobody asked for or that is broken.
 */
export async function readText(body: Readable, encoding: string, maxBytes: number, subject: string): Promise<string> {
  const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isGzip && encoding !== '' && encoding !== 'identity') {
    body.destroy();
    body.on('error', () => {});
    throw new AppError('unreachable', `${subject} answers in an encoding that nobody asked for.`, { subject });
  }
  const inflated = isGzip ? body.pipe(createGunzip()) : body;
  if (inflated !== body) body.on('error', (error) => inflated.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new TooMuchError(subject, sizeOf(maxBytes));
      chunks.push(chunk);
    }
  } catch (error) {
    body.on('error', () => {});
    body.destroy();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new AppError('unreachable', `${subject} answers with a body that cannot be inflated.`, {
      subject,
      cause: error,
    });
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

/** The first of a body, up to about `maxBytes`; what follows is not waited for. Of one that breaks, what had come. */
export async function readStart(body: Readable, maxBytes: number): Promise<string> {
  body.on('error', () => {});
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) break;
    }
  } catch {
    // What had come says enough, or nothing does.
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

function sizeOf(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
