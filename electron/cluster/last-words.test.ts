import { expect, test, vi } from 'vitest';
import type { KubeClient } from '../kube/client.ts';
import { deployment, ended, looping, pod } from './health/workloads.testkit.ts';
import { LastWords, type ReadLog } from './last-words.ts';
import { snapshotOf } from './snapshot.testkit.ts';
import { summarize } from './summarize.ts';

const client = {} as KubeClient;
const LINES = [
  't=2026-11-29T14:00:00Z level=info msg="Starting"',
  'level=error msg=x err="cannot open /data/state.db"',
];

function crashing(restarts: number, name = 'web-1-a') {
  const { object, set } = deployment({ desired: 1, ready: 0 });
  return snapshotOf([object, set, pod(name, { owner: set, main: looping(restarts) })], { namespace: 'ns' });
}

const titleOf = (snapshot: ReturnType<typeof crashing>): string | undefined =>
  summarize(snapshot)?.parts[0]?.health.why?.title;

test('a crash is told with the last error line of its log, asked for once', async () => {
  const read = vi.fn<ReadLog>(async () => LINES);
  const onRead = vi.fn();
  const words = new LastWords(client, onRead, read);
  const snapshot = crashing(1);
  expect(titleOf(words.heard(snapshot))).toBe('web crashes with exit code 1');
  await vi.waitUntil(() => onRead.mock.calls.length === 1);
  expect(titleOf(words.heard(snapshot))).toBe('web crashes: cannot open /data/state.db');
  expect(summarize(words.heard(snapshot))?.parts[0]?.health.evidence).toContain(LINES.join('\n'));
  expect(read).toHaveBeenCalledTimes(1);
});

test('what could not be read is not asked for again, and tells nobody', async () => {
  const read = vi.fn<ReadLog>(async () => []);
  const onRead = vi.fn();
  const words = new LastWords(client, onRead, read);
  const snapshot = crashing(1);
  words.heard(snapshot);
  await Promise.resolve();
  expect(titleOf(words.heard(snapshot))).toBe('web crashes with exit code 1');
  expect([read.mock.calls.length, onRead.mock.calls.length]).toEqual([1, 0]);
});

test('what runs, ended well, or has said why is let alone', () => {
  const read = vi.fn<ReadLog>(async () => LINES);
  const words = new LastWords(client, () => {}, read);
  const snapshot = snapshotOf([
    pod('runs'),
    pod('done', { main: ended(0) }),
    pod('told', { main: ended(1, { message: 'disk is full' }) }),
    pod('killed', { main: ended(137, { reason: 'OOMKilled' }) }),
  ]);
  expect(words.heard(snapshot)).toBe(snapshot);
  expect(read).not.toHaveBeenCalled();
});

test('of many that crash only some are asked', () => {
  const read = vi.fn<ReadLog>(async () => LINES);
  const words = new LastWords(client, () => {}, read);
  const many = Array.from({ length: 500 }, (_, index) => pod(`p${index}`, { main: ended(1) }));
  words.heard(snapshotOf(many));
  expect(read).toHaveBeenCalledTimes(20);
});
