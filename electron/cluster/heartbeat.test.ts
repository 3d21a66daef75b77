// Silence and its end, by a clock that the test moves. A connection that really hangs: e2e/wire/silence.test.ts.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient, KubeRequest } from '../kube/client.ts';
import { Heartbeat } from './heartbeat.ts';

/** What the network's watch was given; undefined while none watches it. */
let moved: (() => void) | undefined;
vi.mock('./network-change.ts', () => ({
  watchNetwork: (onChange: () => void) => {
    moved = onChange;
    return () => {
      moved = undefined;
    };
  },
}));

const START = Date.parse('2026-11-29T14:02:00Z');
const SECOND = 1_000;

/** What an API server does with a question: answers, or throws; for ever `hang`s, as when nobody is there. */
type Manner = 'answers' | 'hangs' | (() => Error);

let manner: Manner;
let asked: number[];
let told: string[];
let heartbeat: Heartbeat;

const unreachable = (): Error => new AppError('unreachable', 'Nothing listens.');
const seconds = () => (Date.now() - START) / SECOND;

const client = {
  server: 'https://192.168.0.9:6443',
  request: ({ timeoutMs = 0 }: KubeRequest) => {
    asked.push(seconds());
    if (manner === 'answers') return Promise.resolve({ status: 200, body: 'ok', warnings: [] });
    if (manner !== 'hangs') return Promise.reject(manner());
    return new Promise((_, reject) => {
      setTimeout(() => reject(new AppError('unreachable', 'No answer in time.')), timeoutMs);
    });
  },
} as unknown as KubeClient;

beforeEach(() => {
  vi.useFakeTimers({
    now: START,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  manner = 'answers';
  asked = [];
  told = [];
  heartbeat = new Heartbeat(client, {
    onSilence: (reason, heardAt) => told.push(`${seconds()} silent since ${(heardAt - START) / SECOND}: ${reason}`),
    onAnswer: () => told.push(`${seconds()} back`),
  });
  heartbeat.heard();
});
afterEach(async () => {
  await heartbeat.dispose();
  vi.useRealTimers();
});

const pass = (time: number) => vi.advanceTimersByTimeAsync(time * SECOND);

/** A network that swallows everything from now on. */
async function fallSilent(): Promise<void> {
  manner = 'hangs';
  for (let step = 0; step < 200 && told.length === 0; step += 1) await pass(0.1);
}

test('asks every five seconds, and not at all while it is told of by others', async () => {
  await pass(60);
  expect(asked).toHaveLength(12);
  asked.length = 0;
  for (let second = 0; second < 60; second += 4) {
    heartbeat.heard();
    await pass(4);
  }
  expect(asked).toEqual([]);
  expect(told).toEqual([]);
});

test.each([0, 1, 2.5, 4.9])('a silence that begins %d s after a sign of life is known within 12 s', async (after) => {
  await pass(30);
  heartbeat.heard();
  await pass(after);
  const since = 30;
  const begun = seconds();
  await fallSilent();
  const at = Number.parseFloat(told[0] ?? '');
  expect(at - begun).toBeLessThanOrEqual(12);
  expect(told).toEqual([`${at} silent since ${since}: No answer in time.`]);
});

test('its end is known within a second of an answer, however long it lasted', async () => {
  for (const length of [3, 60, 3600]) {
    manner = 'hangs';
    await pass(14);
    await pass(length);
    const begun = seconds();
    manner = 'answers';
    await pass(1.1);
    const at = Number.parseFloat(told.at(-1) ?? '');
    expect(told.at(-1)).toBe(`${at} back`);
    expect(at - begun).toBeLessThanOrEqual(1.1);
    await pass(20);
  }
  expect(told).toHaveLength(6);
});

test('a question of before that fails late does not bring the silence back', async () => {
  manner = 'hangs';
  await pass(16);
  manner = 'answers';
  await pass(30);
  expect(told.map((line) => line.split(' ')[1])).toEqual(['silent', 'back']);
});

test('a server that refuses connections for a moment is not worth a word; for longer it is, at once', async () => {
  manner = unreachable;
  heartbeat.check();
  await pass(1.5);
  manner = 'answers';
  await pass(20);
  expect(told).toEqual([]);
  manner = unreachable;
  heartbeat.check();
  await pass(3.1);
  expect(told).toEqual([expect.stringMatching(/silent since .*: Nothing listens\.$/)]);
});

test('many who fear that it has gone make one question', async () => {
  for (let count = 0; count < 11; count += 1) heartbeat.check();
  expect(asked).toHaveLength(1);
});

describe('an answer is', () => {
  test.each([
    ['a refusal', () => new ApiError(403, 'forbidden')],
    ['credentials that it does not take', () => new ApiError(401, 'Unauthorized')],
    ['a page that is not there', () => new ApiError(404, 'not found')],
    ['too many requests', () => new ApiError(429, 'slow down')],
    [
      'a check that fails but serves',
      () => new ApiError(500, 'GET /readyz was answered with 500: [-]informer-sync failed'),
    ],
    [
      'a log-in on this machine that takes its time',
      () => new AppError('unauthorized', 'The plugin has not answered.'),
    ],
  ])('%s', async (_, error) => {
    manner = error;
    await pass(60);
    expect(told).toEqual([]);
  });
});

describe('no answer is', () => {
  test.each([
    ['what a proxy says of a server that is gone', () => new ApiError(502, 'Bad Gateway')],
    ['what a balancer says', () => new ApiError(503, 'no healthy upstream')],
    ['a proxy that waited in vain', () => new ApiError(504, 'Gateway Timeout')],
    [
      'a storage that does not answer',
      () => new ApiError(500, 'GET /readyz was answered with 500: [+]ping ok [-]etcd failed: reason withheld'),
    ],
    ['a name that cannot be resolved', unreachable],
  ])('%s', async (_, error) => {
    manner = error;
    await pass(14);
    expect(told).toEqual([expect.stringContaining('silent')]);
  });
});

describe('a machine that slept', () => {
  const sleep = (hours: number) => vi.setSystemTime(Date.now() + hours * 3600 * SECOND);

  test('asks as soon as it is awake, and has everything read again', async () => {
    await pass(12);
    sleep(8);
    await pass(5.1);
    expect(told).toEqual([expect.stringMatching(/ back$/)]);
  });

  test('knows within seconds that the network has gone, and since when nothing is known', async () => {
    await pass(12);
    const heardAt = asked.at(-1);
    manner = 'hangs';
    sleep(8);
    await pass(8.1);
    expect(told).toEqual([expect.stringContaining(`silent since ${heardAt}:`)]);
    manner = 'answers';
    await pass(1.1);
    expect(told.at(-1)).toMatch(/ back$/);
  });
});

test('says nothing once it has ended', async () => {
  manner = 'hangs';
  await pass(8);
  await heartbeat.dispose();
  await pass(60);
  expect(told).toEqual([]);
  expect(asked.every((at) => at <= 8)).toBe(true);
});

describe('a machine that moved to another network', () => {
  test('asks at once, knows within 3 s that nobody is there, and has everything read again when somebody is', async () => {
    await pass(7);
    asked.length = 0;
    moved?.();
    await pass(0);
    expect(asked).toEqual([7]);
    expect(told).toEqual(['7 back']);
    told.length = 0;
    manner = 'hangs';
    moved?.();
    await pass(3);
    expect(told).toEqual([expect.stringMatching(/^10 silent since 7: /)]);
    manner = 'answers';
    await pass(1);
    expect(told.at(-1)).toMatch(/^1[01](\.\d+)? back$/);
  });

  test('is no matter to a server on it', async () => {
    await heartbeat.dispose();
    expect(moved).toBeUndefined();
    const local = { ...client, server: 'https://127.0.0.1:6443' } as KubeClient;
    heartbeat = new Heartbeat(local, { onSilence: () => {}, onAnswer: () => {} });
    expect(moved).toBeUndefined();
  });
});
