// The object that an action is about, as the cluster has it.
import { AppError } from '../../shared/errors.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { objectPath } from '../kube/discovery.ts';
import type { Cluster } from '../release/context.ts';
import { stampOf } from '../release/fields/stamp.ts';
import { type Located, readObject } from '../release/object/live.ts';

/** Where it is, and what it is now. */
export interface Target extends Located {
  readonly path: string;
  /** `Deployment/monitoring/grafana`. */
  readonly title: string;
  readonly live: KubeObject;
}

/** Reads it. Throws `notFound` for one that is gone, else as `KubeClient.request` does. */
export async function readTarget(cluster: Cluster, ref: ObjectRef): Promise<Target> {
  const resource = await cluster.discovery.resource(ref.apiVersion, ref.kind, cluster.signal);
  const path = objectPath(resource, ref.namespace, ref.name);
  const title = formatRef(ref);
  const live = await readObject(cluster, { ref, resource });
  if (live === null) throw new AppError('notFound', `${title} is gone.`, { subject: title });
  return { ref, resource, path, title, live };
}

/** The same for what is to go on living. Throws `conflict` for what is being deleted. */
export async function readLasting(cluster: Cluster, ref: ObjectRef): Promise<Target> {
  const target = await readTarget(cluster, ref);
  if (target.live.metadata.deletionTimestamp === undefined) return target;
  throw new AppError('conflict', `${target.title} is being deleted: wait until it is gone.`);
}

/** All of an object that a person may have looked at, as one short text: what its controllers report of it may move. */
export function stateOf(live: KubeObject): string {
  const { apiVersion, kind, metadata } = live;
  return `${metadata.uid ?? ''} ${stampOf({ apiVersion, kind, metadata: { name: metadata.name } }, live) ?? ''}`;
}
