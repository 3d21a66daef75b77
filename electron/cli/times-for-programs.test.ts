import { expect, test } from 'vitest';
import { withTimes } from './times-for-programs.ts';

const MS = Date.UTC(2026, 10, 30, 14, 2);
const TIME = '2026-11-30T14:02:00.000Z';

test('writes each moment of the model as a time', () => {
  expect(withTimes({ at: MS, since: MS, asleepSince: MS, list: [{ createdAt: MS, rows: { endsAt: MS } }] })).toEqual({
    at: TIME,
    since: TIME,
    asleepSince: TIME,
    list: [{ createdAt: TIME, rows: { endsAt: TIME } }],
  });
});

test('leaves counts, and numbers under other names', () => {
  const value = {
    at: 3,
    since: Number.NaN,
    createdAt: 1e300,
    revision: MS,
    flat: MS,
    startSeconds: MS / 1000,
    none: null,
  };
  expect(withTimes(value)).toEqual(value);
});
