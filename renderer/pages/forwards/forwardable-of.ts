// What of the objects of a cluster can be forwarded.
import type { Forwardable } from '../../../shared/model/kept-forward.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';

/** Undefined for what is neither a Service nor a pod. */
export function forwardableOf(object: ObjectRef | undefined): Forwardable | undefined {
  if (object?.apiVersion !== 'v1' || object.namespace === undefined) return undefined;
  const { kind, namespace, name } = object;
  return kind === 'Service' || kind === 'Pod' ? { apiVersion: 'v1', kind, namespace, name } : undefined;
}
