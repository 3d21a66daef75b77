import { expect, test } from 'vitest';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { Overview, PartRow } from '../../shared/model/overview.ts';
import { verdictOf } from './verdict.ts';

const context = { id: 'f#k3s', kind: 'kubeconfig', name: 'k3s', isCurrent: true } as const;
const connected: ClusterStatus = { state: 'connected', context, version: 'v1.36.5', distribution: 'K3s', nodeCount: 1 };

const part = (state: HealthState, title: string): PartRow => ({
  title,
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: title },
  services: [],
  pods: [],
  health: { state, reason: `why ${title}`, evidence: [] },
  restarts: 0,
});
const overview = (states: readonly HealthState[], rest: Partial<Overview> = {}): Overview => ({
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: [],
  parts: states.map((state, index) => part(state, `p${index}`)),
  pods: [],
  at: 0,
  stale: false,
  ...rest,
});

test.each<[readonly HealthState[], string, string, readonly string[]]>([
  [['Current', 'Current'], 'healthy', 'All 2 parts are healthy', []],
  [['Current'], 'healthy', 'The one part is healthy', []],
  [['Current', 'Failed', 'Current'], 'degraded', '2 of 3 parts are healthy', ['p1']],
  [['Failed', 'Current'], 'degraded', '1 of 2 parts is healthy', ['p0']],
  [['InProgress', 'Failed'], 'failed', '0 of 2 parts are healthy', ['p1', 'p0']],
  [['Current', 'InProgress'], 'busy', '1 of 2 parts is healthy', ['p1']],
  [['Terminating', 'Current'], 'busy', '1 of 2 parts is healthy', ['p0']],
  [['Current', 'NotFound'], 'degraded', '1 of 2 parts is healthy', ['p1']],
  [['NotFound'], 'failed', '0 of 1 parts are healthy', ['p0']],
  [['Unknown', 'Current'], 'unknown', '1 of 2 parts is healthy', ['p0']],
])('%j is %s', (states, level, sentence, wrong) => {
  const verdict = verdictOf(connected, overview(states));
  expect(verdict).toMatchObject({ level, sentence });
  expect(verdict.problems.map(({ title }) => title)).toEqual(wrong.map((title) => `${title}: why ${title}`));
  expect(verdict.reason).toBe(verdict.problems[0]?.title);
});

test('without the stack', () => {
  expect(verdictOf(connected, overview([], { installed: false }))).toEqual({
    level: 'notInstalled',
    sentence: 'The ODIN stack is not installed',
    problems: [],
  });
});

test('what was healthy when the cluster fell silent is not called healthy', () => {
  expect(verdictOf(connected, overview(['Failed'], { stale: true, staleReason: 'Nobody answers.' }))).toEqual({
    level: 'unreachable',
    sentence: 'The cluster has stopped answering',
    reason: 'Nobody answers.',
    problems: [],
  });
});

test.each<[ClusterStatus, object]>([
  [{ state: 'none' }, { level: 'unknown', sentence: 'No cluster is chosen' }],
  [
    { state: 'connecting', context },
    { level: 'unknown', sentence: 'Connecting to k3s' },
  ],
  [connected, { level: 'unknown', sentence: 'Reading k3s' }],
  [
    { state: 'unreachable', context, reason: 'Refused.', lastSeenAt: new Date().setHours(14, 2, 30, 0) },
    { level: 'unreachable', sentence: 'Nothing is known of k3s since 14:02', reason: 'Refused.' },
  ],
  [
    { state: 'unreachable', context, reason: 'Refused.' },
    { level: 'unreachable', sentence: 'k3s cannot be reached', reason: 'Refused.' },
  ],
])('before anything is known of the stack: %j', (status, verdict) => {
  expect(verdictOf(status, null)).toEqual({ ...verdict, problems: [] });
});
