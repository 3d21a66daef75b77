import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { isOwn, ownerOf, withOwnership, withPolicy } from './additions.ts';

const claim: KubeObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', labels: { app: 'web' }, annotations: { note: 'mine' } },
};
const target = { release: 'web', namespace: 'here' };

it('marks an object as the release’s own, and keeps what it had', () => {
  const marked = withOwnership(claim, target);
  expect(marked.metadata).toEqual({
    name: 'data',
    labels: { app: 'web', 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { note: 'mine', 'meta.helm.sh/release-name': 'web', 'meta.helm.sh/release-namespace': 'here' },
  });
  expect(isOwn(marked, target)).toBe(true);
  expect(isOwn(marked, { ...target, namespace: 'there' })).toBe(false);
  expect(ownerOf(claim)).toBeUndefined();
  expect(withOwnership(marked, target)).toEqual(marked);
});

it('tells Helm to keep data, and nothing else', () => {
  expect(withPolicy(claim).metadata.annotations).toEqual({ note: 'mine', 'helm.sh/resource-policy': 'keep' });
  const deployment: KubeObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } };
  expect(withPolicy(deployment)).toEqual(deployment);
});
