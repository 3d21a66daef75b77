// After an adoption: whoever applied the object before manages it no longer. A field that he went on to own together with
// the release would stay in the cluster for ever once the release gives it up.
// Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply
import type { KubeObject } from '../../shared/model/object.ts';
import { type Json, records, text } from '../cluster/health/fields.ts';
import { ApiError } from '../kube/api-error.ts';
import { objectPath } from '../kube/discovery.ts';
import type { ReleaseContext } from './context.ts';
import { type Located, readObject } from './live.ts';
import { FIELD_MANAGER } from './owned-fields.ts';
import { repeated } from './repeated.ts';

/** How often somebody else may write in between. */
const TRIES = 5;

/** Takes the entries of kubectl out of `metadata.managedFields`; the values stay as they are. */
export async function forgetFormerManagers(
  context: ReleaseContext,
  located: Located,
  signal: AbortSignal,
): Promise<void> {
  const { ref, resource } = located;
  const path = objectPath(resource, ref.namespace, ref.name);
  for (let attempt = 1; ; attempt += 1) {
    const object = await readObject(context, located, signal);
    const body = object === null ? [] : patchOf(object);
    if (body.length === 0) return;
    const patch = { method: 'PATCH', path, contentType: 'application/json-patch+json', body, signal } as const;
    // A patch for an object that has changed since fails its test, as 422 or 409: it is then read again.
    const outcome = await repeated(() => context.client.request(patch), signal).catch((error: unknown) => error);
    if (!(outcome instanceof Error)) return;
    const hasMoved = outcome instanceof ApiError && (outcome.status === 422 || outcome.status === 409);
    if (!hasMoved || attempt === TRIES) throw outcome;
  }
}

function patchOf(object: KubeObject): readonly object[] {
  const entries = records(object.metadata.managedFields);
  const doomed = entries.flatMap((entry, index) => (isFormer(entry) ? [index] : []));
  if (doomed.length === 0) return [];
  const removals = doomed.reverse().map((index) => ({ op: 'remove', path: `/metadata/managedFields/${index}` }));
  return [{ op: 'test', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion }, ...removals];
}

/** Written by a person's hand with kubectl, or by Helm 3, which updates instead of applying. */
function isFormer({ manager, operation, subresource }: Json): boolean {
  if (subresource !== undefined) return false;
  const name = text(manager);
  return name.startsWith('kubectl') || (name === FIELD_MANAGER && operation === 'Update');
}
