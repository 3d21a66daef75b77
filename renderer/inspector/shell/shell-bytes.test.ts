import { expect, it } from 'vitest';
import { shellInputSchema } from '../../../shared/model/shell.ts';
import { bytesOf, piecesOf } from './shell-bytes.ts';

it.each(['', 'ls\r', 'ü日👩‍🚒\u001b[A', 'x'.repeat(200_000), '日'.repeat(70_000)])(
  'gives back what was typed',
  (typed) => {
    const pieces = piecesOf(typed);
    for (const bytes of pieces) expect(shellInputSchema.safeParse({ kind: 'keys', bytes }).success).toBe(true);
    expect(Buffer.concat(pieces.map(bytesOf)).toString('utf8')).toBe(typed);
  },
);

it('takes any byte', () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(bytesOf(Buffer.from(all).toString('base64'))).toEqual(all);
});
