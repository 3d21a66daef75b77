// The versions of objects in a cluster, read with few requests and without their contents: enough to see that nothing has moved.
import { type KubeObject, refKey } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import { objectPath } from '../../kube/discovery.ts';
import { METADATA_ONLY } from '../../kube/metadata-only.ts';
import type { Cluster } from '../context.ts';
import { inParallel } from './in-parallel.ts';
import { type Located, readObject } from './live.ts';

/** What tells an object from another under its name, and from itself as it was. */
export interface Version {
  readonly uid: string;
  readonly resourceVersion: string;
}

/** Up to so many objects are asked for by name: sooner answered than a list that may hold anything. */
const FEW = 2;
/** A longer list costs more than it saves. */
const LIST_LIMIT = 500;

/** The versions of `located` by `refKey`; those that do not exist are missing. */
export async function readVersions(
  cluster: Cluster,
  located: readonly Located[],
): Promise<ReadonlyMap<string, Version>> {
  const lists = new Map<string, Located[]>();
  for (const one of located) {
    const path = objectPath(one.resource, one.ref.namespace);
    const others = lists.get(path);
    if (others === undefined) lists.set(path, [one]);
    else others.push(one);
  }
  const versions = new Map<string, Version>();
  const note = ({ ref }: Located, object: KubeObject | undefined | null): void => {
    if (object?.metadata.uid === undefined) return;
    const { uid, resourceVersion = '' } = object.metadata;
    versions.set(refKey(ref), { uid, resourceVersion });
  };
  const unlisted = await inParallel([...lists], async ([path, group]) => {
    const objects = group.length > FEW ? await readList(cluster.client, path) : undefined;
    if (objects === undefined) return group;
    for (const one of group) note(one, objects.get(one.ref.name));
    return [];
  });
  await inParallel(unlisted.flat(), async (one) => note(one, await readObject(cluster, one)));
  return versions;
}

/** All objects of a list by name; undefined when they are more than the limit, or may not be listed. */
async function readList(client: KubeClient, path: string): Promise<ReadonlyMap<string, KubeObject> | undefined> {
  try {
    const { body } = await client.request<{
      readonly items: readonly KubeObject[] | null;
      readonly metadata: { readonly continue?: string };
    }>({ path, query: { limit: LIST_LIMIT }, accept: METADATA_ONLY });
    if (body.metadata.continue) return undefined;
    return new Map((body.items ?? []).map((object) => [object.metadata.name, object]));
  } catch (error) {
    if (error instanceof ApiError && [403, 404, 405].includes(error.status)) return undefined;
    throw error;
  }
}
