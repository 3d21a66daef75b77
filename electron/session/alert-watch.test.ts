import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { ALERT_INTERVAL_MS, AlertWatch } from './alert-watch.ts';

const never = new AbortController().signal;
const quiet: AlertReport = { state: 'known', source: 'alertmanager', alerts: [], at: 1 };
const none: AlertReport = { state: 'noAlerting', reason: 'Nobody is there.' };
let asked = 0;
let answer: () => AlertReport = () => quiet;
let isWatched = true;
let told: (AlertReport | null)[] = [];
let watch: AlertWatch;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, answer, isWatched, told] = [0, () => quiet, true, []];
  watch = new AlertWatch({
    read: async () => {
      asked += 1;
      return answer();
    },
    isWatched: () => isWatched,
    onChange: (report) => told.push(report),
  });
});
afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});
const rounds = (count: number) => vi.advanceTimersByTimeAsync(count * ALERT_INTERVAL_MS);

test('asks nothing before somebody does', async () => {
  watch.look();
  await rounds(3);
  expect(asked).toBe(0);
});

test('asks each 15 s while a window is there, and tells only what is new', async () => {
  expect(await watch.list(never)).toBe(quiet);
  answer = () => ({ ...quiet, at: 2 });
  await rounds(4);
  expect([asked, told.length]).toEqual([5, 1]);
  answer = () => none;
  await rounds(1);
  expect(told).toEqual([quiet, none]);
  expect([await watch.list(never), asked]).toEqual([none, 6]);
});

test('without a window it is asked once, each time', async () => {
  isWatched = false;
  await watch.list(never);
  await rounds(4);
  await watch.list(never);
  expect(asked).toBe(2);
});

test('forgets what it knew when the last window has closed, and begins anew with the next', async () => {
  await watch.list(never);
  isWatched = false;
  await rounds(3);
  expect([asked, told, watch.current]).toEqual([1, [quiet, null], null]);
  isWatched = true;
  await watch.list(never);
  await rounds(1);
  expect(asked).toBe(3);
});

test('looks at once when there is reason to', async () => {
  await watch.list(never);
  watch.look();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(2);
});

test('who does not answer keeps what was known, and goes on being asked', async () => {
  await watch.list(never);
  answer = () => {
    throw new AppError('unavailable', 'Alertmanager is not ready.', { remedy: 'odin status' });
  };
  await rounds(1);
  const expected = { state: 'unreachable', reason: 'Alertmanager is not ready.', remedy: 'odin status' };
  expect(told.at(-1)).toEqual({ ...expected, alerts: [], at: 1 });
  answer = () => quiet;
  await rounds(1);
  expect(watch.current).toBe(quiet);
});

test('tells nothing after its end', async () => {
  let release = (_: AlertReport) => {};
  const held = new AlertWatch({
    read: () => new Promise((resolve) => (release = resolve)),
    isWatched: () => true,
    onChange: (report) => told.push(report),
  });
  const listing = held.list(never);
  held.dispose();
  release(quiet);
  await expect(listing).rejects.toThrow();
  await rounds(2);
  expect(told).toEqual([]);
});
