// The paths of the Secrets in which a release is written down.
import type { ReleaseTarget } from '../context.ts';

/** Path of the list that they are in. */
export function secretsPath({ namespace }: Pick<ReleaseTarget, 'namespace'>): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
}

/** Path of one of them. */
export function secretPath(target: Pick<ReleaseTarget, 'namespace'>, name: string): string {
  return `${secretsPath(target)}/${encodeURIComponent(name)}`;
}
