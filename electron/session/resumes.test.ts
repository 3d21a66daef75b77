// The returns of a cluster, and of this machine.
import { expect, test } from 'vitest';
import { clockTime } from '../../shared/clock-time.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import { Resumes } from './resumes.ts';

const NOW = Date.parse('2026-11-30T14:02:00Z');
const context = { id: 'x', kind: 'demo', name: 'x', isCurrent: true } as const;
const connected: ClusterStatus = { state: 'connected', context, version: '1', distribution: 'K3s', nodeCount: 1 };
const lost = (lastSeenAt?: number): ClusterStatus => ({
  state: 'unreachable',
  context,
  reason: 'gone',
  ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
});
const sentences = (resumes: Resumes) => resumes.entries.map(({ sentence }) => sentence);

test('a cluster that was there before is back once', () => {
  const resumes = new Resumes();
  resumes.status(connected, NOW);
  resumes.status(lost(NOW), NOW + 10_000);
  resumes.status(connected, NOW + 300_000);
  resumes.status(connected, NOW + 301_000);
  const since = clockTime(NOW, NOW + 300_000);
  expect(sentences(resumes)).toEqual([`The cluster answers again: nothing was heard of it from ${since} on.`]);
});

test('one that was never heard of has not come back', () => {
  const resumes = new Resumes();
  resumes.status(lost(), NOW);
  resumes.status(connected, NOW + 1);
  expect(resumes.entries).toEqual([]);
});

test('a machine that woke up finds its cluster again: that is one thing', () => {
  const resumes = new Resumes();
  resumes.woke(NOW);
  resumes.woke(NOW + 5_000);
  resumes.status(lost(NOW - 3_600_000), NOW + 6_000);
  resumes.status(connected, NOW + 9_000);
  expect(sentences(resumes)).toEqual(['This machine woke up, or its clock was set: everything was read anew.']);
});

test('no more than twenty are remembered', () => {
  const resumes = new Resumes();
  for (let index = 0; index < 50; index++) resumes.woke(NOW + index * 3_600_000);
  expect(resumes.entries).toHaveLength(20);
});
