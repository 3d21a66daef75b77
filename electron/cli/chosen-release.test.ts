import { expect, it } from 'vitest';
import type { ReleaseSource } from '../session/managed-release.ts';
import type { Session } from '../session/session.ts';
import { chooseRelease, type ReleaseOptions } from './chosen-release.ts';

/** Where a command looks for a release, in a context with this namespace. */
function namespaceOf(name: string | undefined, options: ReleaseOptions, namespace?: string): string {
  const told: string[] = ['monitoring'];
  const session = {
    context: { id: 'file#name', kind: 'kubeconfig', name: 'name', isCurrent: true, namespace },
    releaseOf: (source: ReleaseSource) => told.unshift(source.namespace),
  };
  chooseRelease(session as unknown as Session, name, options);
  return told[0] ?? '';
}

it('is in the namespace that is named, else where kubectl would look; the stack has one of its own', () => {
  const from = ['manifests/'];
  expect(namespaceOf('web', { from }, 'apps')).toBe('apps');
  expect(namespaceOf('web', { from })).toBe('default');
  expect(namespaceOf('web', { from, namespace: 'other' }, 'apps')).toBe('other');
  expect(namespaceOf(undefined, {}, 'apps')).toBe('monitoring');
});
