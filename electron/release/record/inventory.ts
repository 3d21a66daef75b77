// The inventory of a release, all that it has in the cluster: the list that prune and uninstall go by, never a label.
import { z } from 'zod';
import { refKey } from '../../../shared/model/object.ts';
import { type ObjectRef, objectRefSchema } from '../../../shared/model/object-ref.ts';
import { isSegment } from '../../kube/discovery.ts';
import { isKeptKind } from '../object/additions.ts';

/** One object. `uid` is absent while it is not known whether it was made. */
const writtenSchema = objectRefSchema.extend({
  name: z.string().refine(isSegment),
  namespace: z.string().refine(isSegment).optional(),
  uid: z.string().optional(),
  /** The revision that brought it. */
  revision: z.number().int(),
  /** `keep`: it outlives the release unless its data is to be deleted. */
  policy: z.enum(['delete', 'keep']),
  /** It is kept because it says so itself, and so stays when data is deleted, too. */
  saysKeep: z.boolean().optional(),
  /** What it was when it was applied, see `stampOf`; absent where that is not known. */
  stamp: z.string().optional(),
  /** Of a Job that removes itself: the run that has come to its end, see `runOf`. */
  done: z.string().optional(),
});

/** Whatever is written: what holds data, or other people's objects, is kept unless data is to go. */
export const inventoryItemSchema = writtenSchema.transform(
  (item): z.infer<typeof writtenSchema> => (isKeptKind(item) ? { ...item, policy: 'keep' } : item),
);
export type InventoryItem = z.infer<typeof inventoryItemSchema>;

/** `newer` and those of `older` that it does not name. What is known of an object stays known. */
export function joinInventories(
  older: readonly InventoryItem[],
  newer: readonly InventoryItem[],
): readonly InventoryItem[] {
  const known = new Map(older.map((item) => [refKey(item), item]));
  const joined = newer.map((item) => {
    const before = known.get(refKey(item));
    known.delete(refKey(item));
    const uid = item.uid ?? before?.uid;
    return { ...withHistory(item, before), ...(uid === undefined ? {} : { uid }) };
  });
  return [...known.values(), ...joined];
}

/** With the revision that brought it; and while it is the same object and the same content, with the run that has ended. */
export function withHistory(item: InventoryItem, before: InventoryItem | undefined): InventoryItem {
  if (before === undefined) return item;
  const isSame = item.stamp !== undefined && item.stamp === before.stamp;
  const done = item.done ?? (isSame ? before.done : undefined);
  return { ...item, revision: before.revision, ...(done === undefined ? {} : { done }) };
}

/** The reference in an item, without what the inventory adds. */
export function refOfItem({ apiVersion, kind, namespace, name }: InventoryItem): ObjectRef {
  return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}
