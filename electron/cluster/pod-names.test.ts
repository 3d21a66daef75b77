// Pods that are a workload's by their name alone, and those that are not.
import { expect, test } from 'vitest';
import { podNamesOf } from './pod-names.ts';

const ref = (kind: string, name: string) => ({
  apiVersion: kind === 'Pod' ? 'v1' : kind.endsWith('Job') ? 'batch/v1' : 'apps/v1',
  kind,
  namespace: 'web',
  name,
});
const isOf = (kind: string, name: string, pod: string) => {
  const names = podNamesOf(ref(kind, name));
  return names !== undefined && new RegExp(`^(?:${names})$`).test(pod);
};

test.each([
  ['Pod', 'web', 'web', true],
  ['Pod', 'a.b', 'a.b', true],
  ['Pod', 'a.b', 'a-b', false],
  ['Deployment', 'web', 'web-5d78c9869d-x7k2p', true],
  ['Deployment', 'web', 'web-api-5d78c9869d-x7k2p', false],
  ['Deployment', 'web', 'web-0', false],
  ['Deployment', 'web', 'web-x7k2p', false],
  ['Deployment', 'kube-state-metrics', 'kube-state-metrics-7c9b6d5f4-mzx2k', true],
  ['Deployment', 'kube', 'kube-state-metrics-7c9b6d5f4-mzx2k', false],
  ['DaemonSet', 'node-exporter', 'node-exporter-x7k2p', true],
  ['DaemonSet', 'node', 'node-exporter-x7k2p', false],
  ['StatefulSet', 'prometheus', 'prometheus-0', true],
  ['StatefulSet', 'prometheus', 'prometheus-12', true],
  ['StatefulSet', 'prometheus', 'prometheus-x7k2p', false],
  ['ReplicaSet', 'web-5d78c9869d', 'web-5d78c9869d-x7k2p', true],
  ['Job', 'backup', 'backup-x7k2p', true],
  ['Job', 'indexed', 'indexed-3-x7k2p', true],
  ['CronJob', 'backup', 'backup-29384756-x7k2p', true],
  ['CronJob', 'backup', 'backup-x7k2p', false],
  ['Service', 'web', 'web', false],
])('%s %s and pod %s: %s', (kind, name, pod, expected) => {
  expect(isOf(kind, name, pod)).toBe(expected);
});

test('names that are cut off for their pods are still found', () => {
  const name = 'a'.repeat(55);
  expect(isOf('Deployment', name, `${`${name}-5d78c9869d-`.slice(0, 58)}x7k2p`)).toBe(true);
  expect(isOf('DaemonSet', 'b'.repeat(63), `${'b'.repeat(58)}x7k2p`)).toBe(true);
});

test.each(['', 'Web', 'a"} or vector(1', '.*', 'a\nb', '-a', 'a|b', 'a'.repeat(254)])(
  'what can be no name goes into no query: %j',
  (name) => expect(podNamesOf(ref('Pod', name))).toBeUndefined(),
);
