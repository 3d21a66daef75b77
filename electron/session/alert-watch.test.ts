import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { AlertWatch, UNWATCHED_INTERVAL_MS, WATCHED_INTERVAL_MS } from './alert-watch.ts';

const never = new AbortController().signal;
const quiet: AlertReport = { state: 'known', source: 'alertmanager', alerts: [], at: 1 };
const hot = {
  fingerprint: 'a',
  name: 'GpuHot',
  severity: 'critical',
  state: 'firing',
  since: 1,
  summary: 'Hot.',
  labels: {},
} as const;
const none: AlertReport = { state: 'noAlerting', reason: 'Nobody is there.' };
let asked = 0;
let answer: () => AlertReport = () => quiet;
let interval = WATCHED_INTERVAL_MS;
let told: AlertReport[] = [];
let watch: AlertWatch;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, answer, interval, told] = [0, () => quiet, WATCHED_INTERVAL_MS, []];
  watch = watchAt(() => interval);
});
afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});
const rounds = (count: number) => vi.advanceTimersByTimeAsync(count * WATCHED_INTERVAL_MS);

function watchAt(pace: (() => number) | undefined): AlertWatch {
  return new AlertWatch({
    read: async () => {
      asked += 1;
      return answer();
    },
    interval: pace,
    onChange: (report) => told.push(report),
  });
}

test('asks nothing before there is reason to', async () => {
  await rounds(3);
  expect(asked).toBe(0);
  watch.look();
  await rounds(1);
  expect([asked, told]).toEqual([2, [quiet]]);
});

test('asks anew where what is known is of a time to come: the clock was set back', async () => {
  await watch.list(never);
  vi.setSystemTime(Date.now() - 3_600_000);
  await watch.list(never);
  expect(asked).toBe(2);
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

test('where nothing is followed each question is asked, and no other', async () => {
  const once = watchAt(undefined);
  await once.list(never);
  once.look();
  await rounds(4);
  await once.list(never);
  expect(asked).toBe(2);
});

test('goes on for the tray when the window has closed, less often, and asks at once with the next window', async () => {
  interval = UNWATCHED_INTERVAL_MS;
  await watch.list(never);
  answer = () => ({ ...quiet, alerts: [hot] });
  await rounds(3);
  expect([asked, told]).toEqual([1, [quiet]]);
  await rounds(1);
  expect([asked, watch.current, told.length]).toEqual([2, answer(), 2]);
  await rounds(2);
  interval = WATCHED_INTERVAL_MS;
  await watch.list(never);
  await rounds(1);
  expect(asked).toBe(4);
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
    interval: () => interval,
    onChange: (report) => told.push(report),
  });
  const listing = held.list(never);
  held.dispose();
  release(quiet);
  await expect(listing).rejects.toThrow();
  await rounds(2);
  expect(told).toEqual([]);
});

test('what was known is told as of then while nobody can be asked, until somebody answers again', async () => {
  answer = () => ({ ...quiet, alerts: [hot], at: 7 });
  await watch.list(never);
  watch.lose('Nothing is known of laptop since 14:02.');
  watch.lose('Nothing is known of laptop since 14:02.');
  answer = () => quiet;
  watch.look();
  await rounds(0);
  expect(told.slice(1)).toEqual([
    { state: 'unreachable', reason: 'Nothing is known of laptop since 14:02.', alerts: [hot], at: 7 },
    quiet,
  ]);
});

test('nothing is lost where nothing was known', () => {
  watch.lose('Gone.');
  expect([told, watch.current]).toEqual([[], null]);
});
