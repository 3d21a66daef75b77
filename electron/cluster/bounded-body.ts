// A body as text, inflated and bounded: whatever answers may never end, or grow a thousandfold when it is inflated.
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

/**
 * Reads to the end, or gives up: the connection is closed then. `subject` is whose body it is, for sentences.
 *
 * Throws `AppError` `invalid` for more than `maxBytes`, `unreachable` for an encoding that nobody asked for or that is broken.
 */
export async function readText(body: Readable, encoding: string, maxBytes: number, subject: string): Promise<string> {
  const isGzip = encoding === 'gzip' || encoding === 'x-gzip';
  if (!isGzip && encoding !== '' && encoding !== 'identity') {
    body.destroy();
    body.on('error', () => {});
    throw new AppError('unreachable', `${subject} answers in an encoding that nobody asked for.`, { subject });
  }
  const inflated = isGzip ? body.pipe(createGunzip()) : body;
  body.on('error', (error) => inflated.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        const most = `${Math.round(maxBytes / 2 ** 20)} MiB`;
        throw new AppError('invalid', `${subject} answers with more than ${most}, which is not read: ask for less.`, {
          subject,
        });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    body.destroy();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new AppError('unreachable', `${subject} answers with a body that cannot be inflated.`, {
      subject,
      cause: error,
    });
  }
  return Buffer.concat(chunks).toString('utf8');
}
