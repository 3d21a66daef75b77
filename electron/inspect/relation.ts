// One relation of an object to another, with how the other is.
import type { Relation } from '../../shared/model/inspection.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { healthOf } from '../cluster/health/health-of.ts';
import { type Around, relatedOf } from './around.ts';

/** A Service of ten thousand pods leads to more than a person looks through. */
export const MOST_RELATIONS = 150;

/** To an object that is watched. */
export function toObject(relation: Relation['relation'], object: KubeObject, around: Around): Relation {
  return { relation, object: refOf(object), health: healthOf(object, relatedOf(around)) };
}

/** To objects that are watched, as many as are shown. */
export function toObjects(relation: Relation['relation'], objects: readonly KubeObject[], around: Around): Relation[] {
  return objects.slice(0, MOST_RELATIONS).map((object) => toObject(relation, object, around));
}

/** The name of an object of the core group beside another. */
export function coreRef(kind: string, name: string, namespace: string | undefined): ObjectRef {
  return { apiVersion: 'v1', kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** Whether it is in that namespace. */
export function isIn({ metadata }: KubeObject, namespace: string | undefined): boolean {
  return metadata.namespace === namespace;
}
