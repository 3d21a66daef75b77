import { expect, test } from 'vitest';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { HealthState } from '../../shared/model/health.ts';
import type { Overview, ServiceRow, WorkloadRow } from '../../shared/model/overview.ts';
import { verdictOf } from './verdict.ts';

const context = { id: 'f#k3s', kind: 'kubeconfig', name: 'k3s', isCurrent: true } as const;
const connected: ClusterStatus = { state: 'connected', context, version: 'v1.36.5', distribution: 'K3s', nodeCount: 1 };

const workload = (state: HealthState, name: string): WorkloadRow => ({
  kind: 'Deployment',
  namespace: 'monitoring',
  name,
  health: { state, reason: `why ${name}`, evidence: [] },
});
const overview = (states: readonly HealthState[], rest: Partial<Overview> = {}): Overview => ({
  namespace: 'monitoring',
  installed: true,
  services: [],
  workloads: states.map((state, index) => workload(state, `w${index}`)),
  pods: [],
  at: 0,
  stale: false,
  ...rest,
});

test.each<[readonly HealthState[], string, string, string | undefined]>([
  [['Current', 'Current'], 'healthy', 'All 2 services are healthy', undefined],
  [['Current'], 'healthy', 'The one service is healthy', undefined],
  [['Current', 'Failed', 'Current'], 'degraded', '2 of 3 services are healthy', 'Deployment/monitoring/w1: why w1'],
  [['Failed', 'Current'], 'degraded', '1 of 2 services is healthy', 'Deployment/monitoring/w0: why w0'],
  [['InProgress', 'Failed'], 'failed', '0 of 2 services are healthy', 'Deployment/monitoring/w1: why w1'],
  [['Current', 'InProgress'], 'busy', '1 of 2 services is healthy', 'Deployment/monitoring/w1: why w1'],
  [['Terminating', 'Current'], 'busy', '1 of 2 services is healthy', 'Deployment/monitoring/w0: why w0'],
  [['Current', 'NotFound'], 'degraded', '1 of 2 services is healthy', 'Deployment/monitoring/w1: why w1'],
  [['NotFound'], 'failed', '0 of 1 services are healthy', 'Deployment/monitoring/w0: why w0'],
  [['Unknown', 'Current'], 'unknown', '1 of 2 services is healthy', 'Deployment/monitoring/w0: why w0'],
])('%j is %s', (states, level, sentence, reason) => {
  expect(verdictOf(connected, overview(states))).toEqual({ level, sentence, ...(reason && { reason }) });
});

test('a Service that is gone counts, others do not', () => {
  const service = (name: string, state: HealthState): ServiceRow => ({
    namespace: 'monitoring',
    name,
    dnsName: `${name}.monitoring.svc.cluster.local`,
    ports: [],
    readyEndpoints: 0,
    totalEndpoints: 0,
    backends: [],
    health: { state, reason: `why ${name}`, evidence: [] },
  });
  const services = [service('slow', 'InProgress'), service('away', 'NotFound')];
  expect(verdictOf(connected, overview(['Current'], { services }))).toEqual({
    level: 'degraded',
    sentence: '1 of 2 services is healthy',
    reason: 'Service/monitoring/away: why away',
  });
});

test('without the stack', () => {
  expect(verdictOf(connected, overview([], { installed: false }))).toEqual({
    level: 'notInstalled',
    sentence: 'The ODIN stack is not installed',
  });
});

test('what was healthy when the cluster fell silent is not called healthy', () => {
  expect(verdictOf(connected, overview(['Current'], { stale: true, staleReason: 'Nobody answers.' }))).toEqual({
    level: 'unreachable',
    sentence: 'The cluster has stopped answering',
    reason: 'Nobody answers.',
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
  expect(verdictOf(status, null)).toEqual(verdict);
});
