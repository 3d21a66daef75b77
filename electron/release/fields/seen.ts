// Edits that a person has seen: whether taking fields from their managers takes nothing else.
import type { SeenEdit } from '../../../shared/model/drift.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Taken } from './taken.ts';

/** Whether each field that is taken of the object was seen to be its manager's. What takes nothing needs no look. */
export function isSeen(seen: readonly SeenEdit[], ref: ObjectRef, taken: Taken): boolean {
  const own = seen.filter((edit) => refKey(edit.ref) === refKey(ref));
  return taken.every(({ manager, field }) =>
    own.some((edit) => edit.manager === manager && edit.fields.includes(field)),
  );
}
