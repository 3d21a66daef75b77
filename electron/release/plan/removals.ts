// Inventory → what can be deleted: each object as it is now, by uid, if it is still the release's own.
import { AppError } from '../../../shared/errors.ts';
import { record } from '../../../shared/json.ts';
import { formatRef } from '../../../shared/model/object.ts';
import type { Change } from '../../../shared/model/plan.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { Cluster } from '../context.ts';
import { isOwn, ownerOf, saysKeep } from '../object/additions.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readObject } from '../object/live.ts';
import type { Book } from '../record/book.ts';
import { type InventoryItem, refOfItem } from '../record/inventory.ts';
import type { Removal } from './prepared.ts';

/** `left` tells what will not be deleted, and why; objects that are gone already are nowhere. */
export interface Removals {
  readonly removals: readonly Removal[];
  /** What says by now that it is to be kept, whatever its manifest had said. */
  readonly kept: readonly InventoryItem[];
  readonly left: readonly Change[];
}

/** Looks each item up. Throws as `KubeClient.request` does. */
export async function findRemovals(book: Book, items: readonly InventoryItem[]): Promise<Removals> {
  const found = await inParallel(items, (item) => findOne(book, item));
  return {
    removals: found.flatMap((one) => (one !== undefined && 'item' in one ? [one] : [])),
    kept: found.flatMap((one) => (one !== undefined && 'policy' in one ? [one] : [])),
    left: found.flatMap((one) => (one !== undefined && 'ref' in one ? [one] : [])),
  };
}

async function findOne(
  { cluster, target }: Book,
  item: InventoryItem,
): Promise<Removal | InventoryItem | Change | undefined> {
  const ref = refOfItem(item);
  const resource = await resourceOf(cluster, item);
  // Its kind is gone, and every object of it with the kind.
  if (resource === undefined) return undefined;
  const live = await readObject(cluster, { ref, resource });
  const uid = live?.metadata.uid;
  if (live === null || uid === undefined) return undefined;
  if (!isOwn(live, target)) {
    const owner = ownerOf(live);
    const whose =
      owner === undefined ? 'no release any more' : `release ${owner.release} of namespace ${owner.namespace}`;
    return { ref, op: 'skipped', reason: `${formatRef(ref)} belongs to ${whose}.` };
  }
  // Helm looks there, too: whoever wants to keep an object annotates it where it is.
  if (item.policy === 'delete' && saysKeep(live)) return { ...item, policy: 'keep', saysKeep: true };
  const path = objectPath(resource, ref.namespace, ref.name);
  const takesClaims = record(record(live.spec).persistentVolumeClaimRetentionPolicy).whenDeleted === 'Delete';
  return { item, uid, path, listPath: objectPath(resource, ref.namespace), ...(takesClaims ? { takesClaims } : {}) };
}

async function resourceOf({ discovery, signal }: Cluster, item: InventoryItem) {
  try {
    return await discovery.resource(item.apiVersion, item.kind, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'badInput') return undefined;
    throw error;
  }
}
