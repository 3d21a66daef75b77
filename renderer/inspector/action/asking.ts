// A question that is put to a person: whether to do something to an object.
import type { ObjectAction } from '../../../shared/model/object-action.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';

/** All but an edit, which has a view of its own. */
export type Asking = Exclude<ObjectAction, { verb: 'edit' }>;

/** `replicas` is what a scale begins from; unknown, it begins with one. */
export function askingOf(verb: Asking['verb'], object: ObjectRef, replicas = 1): Asking {
  return verb === 'scale' ? { verb, object, replicas } : { verb, object };
}
