// Plans to make changes by hand part of the release: a new revision that wants what the cluster has.
import { AppError } from '../../../shared/errors.ts';
import { isRecord } from '../../../shared/json.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import { type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import { withValueAt } from '../fields/field-path.ts';
import { type Difference, findDifferences } from '../look/drift.ts';
import type { Book } from '../record/book.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { planRevision } from './plan-revision.ts';
import type { PreparedRevision } from './prepared.ts';

/** Plans it. Without the consent `force`, fields that others manage now stand in the way. Throws `notFound` when nothing was changed by hand, and as `planRevision` does. */
export async function planAccept(book: Book, consent: Consent): Promise<PreparedRevision> {
  const { target } = book;
  const { record, differences } = await findDifferences(book);
  if (differences.length === 0) {
    const message = `Nothing of release ${target.release} was changed by hand since revision ${record.version}.`;
    throw new AppError('notFound', message);
  }
  const byKey = new Map(differences.map((one) => [refKey(one.wanted.ref), one]));
  const desired = desiredOf(target, record);
  const objects = desired.objects.flatMap((object): KubeObject[] => {
    const ref = refOf(object);
    // A namespaced object may leave its namespace out in the manifest.
    const home = { ...ref, namespace: ref.namespace ?? target.namespace };
    const difference = byKey.get(refKey(ref)) ?? byKey.get(refKey(home));
    return difference === undefined ? [object] : accepted(object, difference);
  });
  const count = differences.length;
  const title = `Kept changes by hand to ${count} ${count === 1 ? 'object' : 'objects'}`;
  return planRevision(book, { desired: { ...desired, objects }, consent, title });
}

/** The object as it is now in the fields that differ; none when it was deleted. */
function accepted(object: KubeObject, { live, fields }: Difference): KubeObject[] {
  if (live === null) return [];
  const changed = fields.reduce<unknown>((at, field) => withValueAt(at, field.path, field.live), object);
  return isRecord(changed) ? [withoutAccepted(changed as KubeObject, fields)] : [];
}

/** `stringData` would overwrite the accepted `data`. */
function withoutAccepted(object: KubeObject, fields: Difference['fields']): KubeObject {
  if (!isRecord(object.stringData)) return object;
  const keys = new Set(
    fields.map(({ path: [first, second] }) => (first?.field === 'data' ? second?.field : undefined)),
  );
  const left = Object.entries(object.stringData).filter(([key]) => !keys.has(key));
  return { ...object, stringData: Object.fromEntries(left) };
}
