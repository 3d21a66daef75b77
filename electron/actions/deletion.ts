// The request that deletes an object on condition that it is the one that was looked at.
import type { KubeObject } from '../../shared/model/object.ts';
import type { KubeRequest } from '../kube/client.ts';
import type { Target } from './target.ts';

/** What it owns goes in the background, as with `kubectl delete`. */
export function deletion(
  { path }: Pick<Target, 'path'>,
  { metadata: { uid, resourceVersion } }: KubeObject,
  { dryRun = false } = {},
): KubeRequest {
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: 'Background',
    preconditions: { uid, resourceVersion },
    ...(dryRun ? { dryRun: ['All'] } : {}),
  };
  return { method: 'DELETE', path, body };
}
