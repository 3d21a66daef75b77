import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readText } from './bounded-body.ts';

const MIB = 2 ** 20;
const read = (chunks: Iterable<Buffer>, encoding = '') =>
  readText(Readable.from(chunks), encoding, MIB, 'Prometheus at here');

function* endless(chunk: Buffer): Generator<Buffer> {
  for (;;) yield chunk;
}

test.each<[string, string, (text: Buffer) => Buffer]>([
  ['as it is', '', (text) => text],
  ['as it is, and said so', 'identity', (text) => text],
  ['in gzip', 'gzip', gzipSync],
  ['in gzip by its old name', 'x-gzip', gzipSync],
])('reads a body %s, whole, wherever it is cut', async (_what, encoding, encode) => {
  const text = 'Grüße 🦉 '.repeat(1_000);
  const bytes = encode(Buffer.from(text));
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
    bytes.subarray(index * 7, index * 7 + 7),
  );
  expect(await read(pieces, encoding)).toBe(text);
});

test.each<[string, () => Iterable<Buffer>, string]>([
  ['a body without an end', () => endless(Buffer.alloc(65_536)), ''],
  ['one byte too many', () => [Buffer.alloc(MIB + 1)], ''],
  ['a thousandfold of itself', () => [gzipSync(Buffer.alloc(64 * MIB))], 'gzip'],
])('gives up on %s', async (_what, chunks, encoding) => {
  await expect(read(chunks(), encoding)).rejects.toMatchObject({
    code: 'invalid',
    message: 'Prometheus at here answers with more than 1 MiB, which is not read: ask for less.',
  });
});

test.each([
  ['no gzip', [Buffer.from('{"status":')], 'gzip', 'cannot be inflated'],
  ['half of it', [gzipSync('{"status":"success"}').subarray(0, 12)], 'gzip', 'cannot be inflated'],
  ['brotli', [Buffer.from('x')], 'br', 'an encoding that nobody asked for'],
])('refuses %s', async (_what, chunks, encoding, words) => {
  await expect(read(chunks, encoding)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(words),
  });
});

test('a body that breaks off is an error of the connection', async () => {
  const body = Readable.from(
    (async function* () {
      yield Buffer.from('a');
      throw new Error('the connection was closed');
    })(),
  );
  await expect(readText(body, '', MIB, 'x')).rejects.toThrow('the connection was closed');
});
