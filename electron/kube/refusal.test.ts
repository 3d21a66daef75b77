import { expect, it } from 'vitest';
import { refusal } from './refusal.ts';

const asked = (retryAfter: string | undefined, details?: object) =>
  refusal({
    status: 429,
    text: JSON.stringify({ kind: 'Status', message: 'too many', details }),
    retryAfter,
    what: 'GET /',
  }).retryAfterSeconds;

it.each([
  ['0', 0],
  ['1', 1],
  ['60', 60],
  ['61', 60],
  ['86400', 60],
  ['2147484', 60], // ms of it overflow a timer
  ['1e308', 60],
  ['9'.repeat(400), undefined],
  ['-1', undefined],
  ['soon', undefined],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
])('leaves a server that says Retry-After: %s alone for %s s', (header, seconds) => {
  expect(asked(header)).toBe(seconds);
});

it('takes the time from the Status where there is no header, within the same bound', () => {
  expect(asked(undefined, { retryAfterSeconds: 3 })).toBe(3);
  expect(asked(undefined, { retryAfterSeconds: 10_000_000 })).toBe(60);
  expect(asked(undefined)).toBeUndefined();
});
