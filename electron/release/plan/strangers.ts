// Objects in a Namespace that are not the release's: they would go with it.
import { formatRef, type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { ApiError } from '../../kube/api-error.ts';
import { objectPath } from '../../kube/discovery.ts';
import { listAll } from '../../kube/list-all.ts';
import { inParallel } from '../object/in-parallel.ts';
import type { Book } from '../record/book.ts';
import type { InventoryItem } from '../record/inventory.ts';

/** Kinds that a person would miss. */
const KINDS: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['v1', 'ConfigMap'],
  ['v1', 'Secret'],
  ['v1', 'Service'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Pod'],
  ['v1', 'ServiceAccount'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['networking.k8s.io/v1', 'Ingress'],
];

/** How many objects are named. */
const NAMED = 3;

/** Those objects, in words; undefined when there are none. A kind that may not be listed counts as strange. */
export async function strangersIn(
  { cluster, target }: Book,
  namespace: string,
  inventory: readonly InventoryItem[],
): Promise<string | undefined> {
  const { client, discovery, signal } = cluster;
  const own = new Set(inventory.map((item) => refKey(item)));
  const lists = await inParallel(KINDS, async ([apiVersion, kind]): Promise<readonly string[]> => {
    const resource = await discovery.find(apiVersion, kind, signal);
    if (resource === undefined) return [];
    try {
      const { objects } = await listAll(client, { path: objectPath(resource, namespace) }, signal);
      return objects
        .map((object) => ({ object, ref: { ...refOf(object), apiVersion, kind } }))
        .filter(({ object, ref }) => !own.has(refKey(ref)) && !isMadeBySystem(object, ref, target.release))
        .map(({ ref }) => formatRef(ref));
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) return [`objects of kind ${kind} that you may not see`];
      throw error;
    }
  });
  const strangers = lists.flat();
  if (strangers.length === 0) return undefined;
  const more = strangers.length > NAMED ? ` and ${strangers.length - NAMED} more` : '';
  return `${strangers.slice(0, NAMED).join(', ')}${more}`;
}

function isMadeBySystem(object: KubeObject, { kind, name }: ObjectRef, release: string): boolean {
  if ((object.metadata.ownerReferences ?? []).length > 0) return true;
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt';
  if (kind === 'ServiceAccount') return name === 'default';
  return kind === 'Secret' && (name.startsWith(`sh.helm.release.v1.${release}.v`) || name === `odin-state.${release}`);
}
