// The objects of a plan as the cluster has them, read with few requests.

import { type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { ApiResource } from '../../kube/api-resource.ts';
import { objectPath } from '../../kube/discovery.ts';
import { listAll } from '../../kube/list-all.ts';
import type { Cluster } from '../context.ts';
import { MANAGED_BY, MANAGED_BY_LABEL } from './additions.ts';
import { inParallel } from './in-parallel.ts';

/** Where an object is. */
export interface Located {
  readonly ref: ObjectRef;
  readonly resource: ApiResource;
}

/** Objects of some release by `refKey`. One that is missing here may exist all the same, unlabelled. */
export type LiveObjects = ReadonlyMap<string, KubeObject>;

/** Reads all objects that carry the mark of a release, in the kinds and namespaces of `located`. */
export async function readLive({ client, signal }: Cluster, located: readonly Located[]): Promise<LiveObjects> {
  const targets = new Map(located.map((one) => [objectPath(one.resource, one.ref.namespace), one.resource]));
  const lists = await inParallel([...targets], async ([path, resource]) => {
    const query = { labelSelector: `${MANAGED_BY_LABEL}=${MANAGED_BY}` };
    try {
      const { objects } = await listAll(client, { path, query }, signal);
      return objects.map((object) => ({ ...object, apiVersion: resource.apiVersion, kind: resource.kind }));
    } catch (error) {
      // Not allowed to list, or the kind is not served yet: the objects are then asked for one by one.
      if (error instanceof ApiError && [403, 404, 405].includes(error.status)) return [];
      throw error;
    }
  });
  return new Map(lists.flat().map((object) => [refKey(refOf(object)), object]));
}

/** One object; null when it does not exist. */
export async function readObject({ client }: Cluster, { ref, resource }: Located): Promise<KubeObject | null> {
  try {
    const path = objectPath(resource, ref.namespace, ref.name);
    return (await client.request<KubeObject>({ path })).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
