// The objects of a cluster that can be forwarded; by itself, so that the page needs no schema for it.
import type { Forwardable } from './kept-forward.ts';
import type { ObjectRef } from './object-ref.ts';

/** Undefined for what is neither a Service nor a pod. */
export function forwardableOf({ apiVersion, kind, namespace, name }: ObjectRef): Forwardable | undefined {
  if (apiVersion !== 'v1' || namespace === undefined || (kind !== 'Service' && kind !== 'Pod')) return undefined;
  return { apiVersion, kind, namespace, name };
}
