// Workloads whose number of pods a HorizontalPodAutoscaler decides on: a release does not.
// Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
import { record, text } from '../../../shared/json.ts';
import { type KubeObject, refKey } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import { listAll } from '../../kube/list-all.ts';
import type { Cluster } from '../context.ts';
import { ownedFields } from '../fields/owned-fields.ts';
import type { Wanted } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { type LiveObjects, readObject } from '../object/live.ts';

/** `apps/Deployment/namespace/name` of what autoscalers scale. */
export type Scaled = ReadonlySet<string>;

/** What the autoscalers among `objects`, and those in the cluster beside them, scale. */
export async function readScaled({ client, signal }: Cluster, objects: readonly KubeObject[]): Promise<Scaled> {
  const namespaces = new Set(objects.filter(hasReplicas).map(({ metadata }) => metadata.namespace ?? ''));
  const live = await inParallel([...namespaces], async (namespace) => {
    const path = `/apis/autoscaling/v2/namespaces/${encodeURIComponent(namespace)}/horizontalpodautoscalers`;
    try {
      return (await listAll(client, { path }, signal)).objects;
    } catch (error) {
      // No such namespace, not allowed, or no such API: then nothing is known to scale.
      if (error instanceof ApiError && [403, 404].includes(error.status)) return [];
      throw error;
    }
  });
  const own = objects.filter(({ kind, apiVersion }) => isAutoscaler(kind, apiVersion));
  return new Set([...own, ...live.flat()].map(targetOf));
}

/** `object` without its replicas, where somebody else decides on them. */
export function withoutScaledReplicas(object: KubeObject, scaled: Scaled): KubeObject {
  if (!hasReplicas(object) || !scaled.has(keyOf(object))) return object;
  const { replicas: _replicas, ...spec } = record(object.spec);
  return { ...object, spec };
}

/**
 * `wanted` with a number of pods, where leaving it out would scale the workload to one:
 * - one that is not there yet begins with what its manifest says; with none, an autoscaler leaves it alone
 * - one whose number is the release's keeps what there is. Once the autoscaler has written it, it is the autoscaler's.
 */
export async function withOwnedReplicas(cluster: Cluster, wanted: Wanted, live: LiveObjects): Promise<Wanted> {
  const { replicas } = record(wanted.recorded.spec);
  if (!wanted.isScaled) return wanted;
  const mayBeThere = wanted.untried === undefined && replicas !== undefined;
  const known = live.get(refKey(wanted.ref)) ?? (mayBeThere ? await readObject(cluster, wanted) : null);
  if (known === null) return replicas === undefined ? wanted : withReplicas(wanted, replicas);
  if (record(ownedFields(known)['f:spec'])['f:replicas'] === undefined) return wanted;
  return withReplicas(wanted, record(known.spec).replicas);
}

function withReplicas(wanted: Wanted, replicas: unknown): Wanted {
  return { ...wanted, body: { ...wanted.body, spec: { ...record(wanted.body.spec), replicas } } };
}

/** Whether somebody else decides on the number of its pods. */
export function isScaled(object: KubeObject, scaled: Scaled): boolean {
  return scaled.has(keyOf(object));
}

function hasReplicas({ spec }: KubeObject): boolean {
  return record(spec).replicas !== undefined;
}

function isAutoscaler(kind: string, apiVersion: string): boolean {
  return kind === 'HorizontalPodAutoscaler' && apiVersion.startsWith('autoscaling/');
}

function targetOf({ metadata, spec }: KubeObject): string {
  const target = record(record(spec).scaleTargetRef);
  const [group] = text(target.apiVersion).split('/');
  return `${group}/${text(target.kind)}/${metadata.namespace ?? ''}/${text(target.name)}`;
}

function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  const [group] = apiVersion.split('/');
  return `${group}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
