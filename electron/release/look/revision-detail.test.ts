import { expect, test } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { differences } from './revision-detail.ts';

const configMap = (name: string, answer = 'yes'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'monitoring' },
  data: { answer },
});

test('a revision brings what it has and the one before had not, or otherwise, and what it lacks went', () => {
  const found = differences(
    [configMap('same'), configMap('gone'), configMap('other')],
    [configMap('new'), configMap('same'), configMap('other', 'no')],
  );
  expect(found.map(({ ref, op }) => [ref.name, op])).toEqual([
    ['new', 'created'],
    ['other', 'configured'],
    ['gone', 'deleted'],
  ]);
});
