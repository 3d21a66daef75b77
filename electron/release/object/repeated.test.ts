import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { ApiError } from '../../kube/api-error.ts';
import { repeated, repeatedUnlessDone } from './repeated.ts';

const never = new AbortController().signal;
const lost = new AppError('unreachable', 'connection reset');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Fails with each of `failures`, then answers. */
const failing = (...failures: readonly Error[]) => {
  const left = [...failures];
  return vi.fn(async () => {
    const failure = left.shift();
    if (failure !== undefined) throw failure;
    return 'written';
  });
};
const settled = async <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {});
  await vi.runAllTimersAsync();
  return promise;
};

it.each([
  lost,
  new ApiError(503, 'busy'),
  new ApiError(500, 'etcdserver: request timed out'),
  new ApiError(429, 'later'),
])('repeats after %s', async (failure) => {
  const write = failing(failure, failure);
  await expect(settled(repeated(write, never))).resolves.toBe('written');
  expect(write).toHaveBeenCalledTimes(3);
});

it.each([
  new ApiError(409, 'conflict'),
  new ApiError(422, 'invalid'),
  new ApiError(403, 'no'),
  new AppError('cancelled', ''),
])('does not repeat after %s', async (failure) => {
  const write = failing(failure);
  await expect(settled(repeated(write, never))).rejects.toBe(failure);
  expect(write).toHaveBeenCalledTimes(1);
});

it('takes what it sees in the cluster for the outcome', async () => {
  const write = failing(lost);
  await expect(settled(repeatedUnlessDone(write, async () => 'seen', never))).resolves.toBe('seen');
  expect(write).toHaveBeenCalledTimes(1);
});

it('gives up in the end, with the last reason', async () => {
  const write = failing(...Array.from({ length: 20 }, () => lost));
  await expect(settled(repeated(write, never))).rejects.toBe(lost);
  expect(write).toHaveBeenCalledTimes(5);
});

it('waits as long as the server asks', async () => {
  const write = failing(new ApiError(429, 'later', { retryAfterSeconds: 7 }));
  const result = repeated(write, never);
  await vi.advanceTimersByTimeAsync(6_900);
  expect(write).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  await expect(result).resolves.toBe('written');
});
