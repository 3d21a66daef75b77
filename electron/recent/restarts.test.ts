// Restarts by the pods' statuses: one container, a whole machine, and statuses that say nonsense.
import { expect, test } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import { recentEntrySchema } from '../../shared/model/recent.ts';
import { restartEntries } from './restarts.ts';

const AT = '2026-11-30T14:02:00Z';
const pod = (name: string, ...containerStatuses: readonly unknown[]): KubeObject => ({
  apiVersion: '',
  kind: '',
  metadata: { name, namespace: 'monitoring' },
  status: { containerStatuses },
});
const container = (terminated: unknown, restartCount: unknown = 1, state: object = { running: {} }) => ({
  name: 'main',
  restartCount,
  state,
  lastState: { terminated },
});
const sentences = (...pods: readonly KubeObject[]) => restartEntries(pods).map(({ sentence }) => sentence);

test.each([
  [{ exitCode: 1, reason: 'Error', finishedAt: AT }, 'with exit code 1, and was started again', 'warn'],
  [{ exitCode: 137, reason: 'OOMKilled', finishedAt: AT }, 'for want of memory, and was started again', 'warn'],
  [{ exitCode: 0, reason: 'Completed', finishedAt: AT }, 'by itself, and was started again', 'info'],
  [{ finishedAt: AT }, 'for no reason that is told, and was started again', 'warn'],
])('%j', (terminated, words, tone) => {
  expect(restartEntries([pod('web-0', container(terminated, 4))])).toEqual([
    {
      id: 'restart/monitoring/web-0/main',
      at: Date.parse(AT),
      kind: 'restart',
      tone,
      sentence: `Pod web-0: container main ended ${words}.`,
      count: 4,
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'web-0' },
    },
  ]);
});

test('one that is not back yet', () => {
  const waiting = container({ exitCode: 1, finishedAt: AT }, 2, { waiting: { reason: 'CrashLoopBackOff' } });
  expect(restartEntries([pod('web-0', waiting)])).toMatchObject([
    { tone: 'bad', sentence: 'Pod web-0: container main ended with exit code 1.' },
  ]);
});

test('a machine that was started again is one thing, not one for each container', () => {
  const lost = (seconds: number) =>
    container({
      exitCode: 255,
      reason: 'Unknown',
      finishedAt: new Date(Date.parse(AT) + seconds * 1000).toISOString(),
    });
  const crashed = container({ exitCode: 1, finishedAt: AT });
  expect(sentences(pod('a', lost(0)), pod('b', lost(5)), pod('c', lost(9)), pod('d', crashed))).toEqual([
    'The node was started again, and 3 containers with it.',
    'Pod d: container main ended with exit code 1, and was started again.',
  ]);
  expect(sentences(pod('a', lost(0)), pod('b', lost(3600)))).toHaveLength(2);
});

test.each([
  ['never restarted', container({ exitCode: 1, finishedAt: AT }, 0)],
  ['no time', container({ exitCode: 1, finishedAt: 'x' })],
  ['a count that is none', container({ exitCode: 1, finishedAt: AT }, 'many')],
  ['nothing', null],
  ['a list', []],
])('%s tells of no restart', (_, status) => expect(sentences(pod('a', status))).toEqual([]));

test('a count that none can be stays within the contract', () => {
  const entries = restartEntries([pod('web-0', container({ exitCode: 1, finishedAt: AT }, 1e300))]);
  expect(entries.map((entry) => recentEntrySchema.safeParse(entry).error)).toEqual([undefined]);
});
