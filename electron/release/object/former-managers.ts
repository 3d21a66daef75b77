// Takes an object's former managers out of it: those who wrote it before it was adopted, or wrote it as Helm 3 does. A field
// that one of them went on to own together with the release would stay in the cluster for ever once the release gives it up.
// Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply-to-server-side-apply
import { type Json, record, records, text } from '../../../shared/json.ts';
import { ApiError } from '../../kube/api-error.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { Cluster } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import { isApplied, isHelmUpdate, union } from '../fields/owned-fields.ts';
import { type Located, readObject } from './live.ts';
import { repeated } from './repeated.ts';

/** How often somebody else may write in between. */
const TRIES = 5;

/** After an adoption: takes the entries of kubectl out of `metadata.managedFields`; the values stay as they are. */
export function forgetFormerManagers(cluster: Cluster, located: Located): Promise<void> {
  return rewrite(cluster, located, (entries) => entries.filter((entry) => !isFormer(entry)));
}

/** Before the next revision is applied: what Helm 3 updated becomes what the release has applied, so that applying can take it back. */
export function takeUpUpdates(cluster: Cluster, located: Located): Promise<void> {
  return rewrite(cluster, located, withUpdatesApplied);
}

/** Writes other managers down, if they change. */
async function rewrite(
  cluster: Cluster,
  located: Located,
  change: (entries: readonly Json[]) => readonly Json[],
): Promise<void> {
  const { ref, resource } = located;
  const path = objectPath(resource, ref.namespace, ref.name);
  for (let attempt = 1; ; attempt += 1) {
    const object = await readObject(cluster, located);
    const entries = records(object?.metadata.managedFields);
    const value = change(entries);
    if (object === null || isEqual(value, entries)) return;
    const body = [
      { op: 'test', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
      { op: 'replace', path: '/metadata/managedFields', value },
    ];
    const patch = { method: 'PATCH', path, contentType: 'application/json-patch+json', body } as const;
    // A patch for an object that has changed since fails its test, as 422 or 409: it is then read again.
    const outcome = await repeated(() => cluster.client.request(patch), cluster.signal).catch(
      (error: unknown) => error,
    );
    if (!(outcome instanceof Error)) return;
    const hasMoved = outcome instanceof ApiError && (outcome.status === 422 || outcome.status === 409);
    if (!hasMoved || attempt === TRIES) throw outcome;
  }
}

/** One entry for all that is the release's. */
function withUpdatesApplied(entries: readonly Json[]): readonly Json[] {
  const updates = entries.filter(isHelmUpdate);
  const own = [...entries.filter((entry) => isApplied(entry)), ...updates];
  const [first] = own;
  if (first === undefined || updates.length === 0) return entries;
  const fieldsV1 = own.map((entry) => record(entry.fieldsV1)).reduce(union);
  return [{ ...first, operation: 'Apply', fieldsV1 }, ...entries.filter((entry) => !own.includes(entry))];
}

/** Written by a person's hand with kubectl, or by Helm 3, which updates instead of applying. */
function isFormer(entry: Json): boolean {
  const isKubectl = text(entry.manager).startsWith('kubectl') && entry.subresource === undefined;
  return isKubectl || isHelmUpdate(entry);
}
