import { expect, test } from 'vitest';
import type { Overview } from '../../shared/model/overview.ts';
import { objectNamed } from './object-named.ts';

const health = { state: 'Current', reason: '', evidence: [] } as const;
const grafana = { kind: 'Deployment', namespace: 'monitoring', name: 'grafana', health: { ...health, evidence: [] } };
const exporter = { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'monitoring', name: 'nvidia-gpu-exporter' };
const overview = {
  workloads: [grafana],
  parts: [{ title: 'Exporter', object: exporter }],
  pods: [{ name: 'grafana-7d9c-x2x4z' }],
} as unknown as Overview;
const named = (word: string, namespace = 'monitoring') => objectNamed(word, namespace, overview);
const at = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, namespace: 'monitoring', name });

test.each([
  ['grafana', at('apps/v1', 'Deployment', 'grafana')],
  ['exporter', exporter],
  ['Exporter', exporter],
  ['grafana-7d9c-x2x4z', at('v1', 'Pod', 'grafana-7d9c-x2x4z')],
  ['sts/prometheus', at('apps/v1', 'StatefulSet', 'prometheus')],
  ['Pod/any', at('v1', 'Pod', 'any')],
])('%s', (word, ref) => expect(named(word)).toEqual(ref));

test('a node is in no namespace, all else in the one that is named', () => {
  expect(named('node/blade')).toEqual({ apiVersion: 'v1', kind: 'Node', name: 'blade' });
  expect(named('po/a', 'lab').namespace).toBe('lab');
});

test.each([
  ['loki', 'No part of the stack is called loki; there are grafana.'],
  ['secret/a', '"secret" is none of the kinds that are known here'],
  ['pod/../secrets', 'is no name of an object'],
  ['pod/a/b', 'is no name of an object'],
  ['pod/', 'is no name of an object'],
  ['pod/a?b', 'is no name of an object'],
  ['', 'is no name of an object'],
])('%j is refused', (word, sentence) => expect(() => named(word)).toThrow(sentence));

test('no namespace leads elsewhere', () => {
  expect(() => named('pod/a', '../kube-system')).toThrow('is no name of an object');
});
