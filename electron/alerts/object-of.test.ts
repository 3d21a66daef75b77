import { expect, test } from 'vitest';
import { objectOf } from './object-of.ts';

test.each([
  [{ namespace: 'a', pod: 'p', node: 'n' }, 'Pod/a/p'],
  [{ namespace: 'a', job_name: 'j' }, 'Job/a/j'],
  [{ namespace: 'a', persistentvolumeclaim: 'c' }, 'PersistentVolumeClaim/a/c'],
  [{ namespace: 'a', pod: '' }, 'Namespace/a'],
  [{ node: 'n' }, 'Node/n'],
  [{ instance: 'n', uuid: 'u' }, 'Node/n'],
  [{ instance: 'n', job: 'node-exporter' }, 'Node/n'],
  [{ instance: 'prometheus-0', job: 'prometheus', device: 'd' }, undefined],
  [{ instance: 'alertmanager-0' }, undefined],
  [{ pod: 'without-its-namespace' }, undefined],
])('%j is about %s', (labels: Record<string, string>, expected) => {
  const object = objectOf(labels);
  const name = object && [object.kind, object.namespace, object.name].filter(Boolean).join('/');
  expect(name).toBe(expected);
});
