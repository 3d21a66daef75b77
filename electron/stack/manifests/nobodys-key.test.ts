// That nobody has the other half of the key which Grafana gets until there is a gateway: it is no key of a pair, but a point that
// a sentence's hash leads to. Finding its private key is the discrete logarithm problem.
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readComponents } from './component-folders.ts';
import { listVersions } from './versions.ts';

const SENTENCE = 'ODIN Control Panel: nobody can sign what this key verifies';
/** P-256: y² = x³ - 3x + b over the field of P. Source: SEC 2, 2.4.2. */
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [1n, base % P, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

/** The first hash of the sentence and a number that is the x of a point; of its two points the one with an even y. */
function pointOf(sentence: string): { readonly x: bigint; readonly y: bigint } {
  for (let counter = 0; ; counter += 1) {
    const x = BigInt(`0x${createHash('sha256').update(`${sentence} ${counter}`).digest('hex')}`) % P;
    const square = (power(x, 3n) - 3n * x + B + 3n * P) % P;
    const y = power(square, (P + 1n) / 4n);
    if ((y * y) % P === square) return { x, y: y % 2n === 0n ? y : P - y };
  }
}

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

it.each(await listVersions(assetsDir))('%s: is a point that a sentence leads to', async (version) => {
  const grafana = (await readComponents(join(assetsDir, version))).find(({ name }) => name === 'grafana');
  const { x, y } = pointOf(SENTENCE);
  const coordinate = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(x), y: coordinate(y) };
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  expect(readFileSync(join(grafana?.directory ?? '', 'gateway/public.pem'), 'utf8')).toBe(pem);
});
