// Scales by the scale sub-resource, as `kubectl scale` does: the same for each kind that has a number of replicas.
import { AppError } from '../../shared/errors.ts';
import { count, type Json, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeRequest } from '../kube/client.ts';
import type { Cluster } from '../release/context.ts';
import { ownedFields, updatedFields } from '../release/fields/owned-fields.ts';
import { SCALES } from './managers.ts';
import { type ActionStakes, atStake, type Prepared } from './prepared.ts';
import { differs } from './release-thinks.ts';
import { readLasting, type Target } from './target.ts';

/** Looks at another number of replicas. Throws `unsupported` for what has none, and as the API server refuses it. */
export async function prepareScale(cluster: Cluster, ref: ObjectRef, replicas: number): Promise<Prepared> {
  const target = await readLasting(cluster, ref);
  const { live } = target;
  const before = await readReplicas(cluster, target);
  const [autoscaler] = await Promise.all([
    autoscalerOf(cluster, target),
    cluster.client.request(patchOf(target, live, replicas, true)),
  ]);
  const { name } = live.metadata;
  const isWanted = [ownedFields(live), updatedFields(live)].some((fields) => 'f:replicas' in record(fields['f:spec']));
  return {
    target,
    told: {
      consequences: [...meaning(name, before, replicas), ...autoscaler],
      ...(isWanted && before !== replicas ? await differs(cluster, live) : {}),
      conflicts: [],
      isNothing: before === replicas,
    },
    ...atStake(stakesOf(live, before, replicas)),
    write: async ({ client }, current) => {
      await client.request(patchOf(target, current, replicas, false));
      return replicas === 0 ? `${name} is stopped: its pods end.` : `${name} was scaled from ${before} to ${replicas}.`;
    },
  };
}

async function readReplicas({ client }: Cluster, { path, title, ref }: Target): Promise<number> {
  try {
    const { body } = await client.request<Json>({ path: `${path}/scale` });
    return count(record(body.spec).replicas);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      const why = ref.kind === 'DaemonSet' ? 'it runs once on each node' : 'it has no number of replicas';
      throw new AppError('unsupported', `${title} cannot be scaled: ${why}.`);
    }
    throw error;
  }
}

function patchOf({ path }: Target, { metadata }: KubeObject, replicas: number, dryRun: boolean): KubeRequest {
  return {
    method: 'PATCH',
    path: `${path}/scale`,
    query: { fieldManager: SCALES, ...(dryRun ? { dryRun: 'All' } : {}) },
    contentType: 'application/merge-patch+json',
    body: { metadata: { resourceVersion: metadata.resourceVersion }, spec: { replicas } },
  };
}

function meaning(name: string, before: number, after: number): readonly string[] {
  if (after === before) return [`${name} has ${podsIn(before)} already.`];
  if (after === 0) return [`${name} is not reachable until it is scaled up again.`];
  if (before === 0) return [`${name} starts with ${podsIn(after)}.`];
  if (after > before) return [`${podsIn(after - before)} of ${name} ${after - before === 1 ? 'is' : 'are'} started.`];
  return [`${name} runs on with ${after} of ${before}.`];
}

/** An autoscaler that decides on the number by itself; none where they may not be listed. */
async function autoscalerOf({ client }: Cluster, { ref }: Target): Promise<readonly string[]> {
  const path = `/apis/autoscaling/v2/namespaces/${encodeURIComponent(ref.namespace ?? '')}/horizontalpodautoscalers`;
  try {
    const { body } = await client.request<Json>({ path });
    const found = records(body.items).find(({ spec }) => {
      const { kind, name } = record(record(spec).scaleTargetRef);
      return kind === ref.kind && name === ref.name;
    });
    if (found === undefined) return [];
    return [`The autoscaler ${text(record(found.metadata).name)} decides on the number, and will change it again.`];
  } catch (error) {
    if (error instanceof ApiError && [403, 404].includes(error.status)) return [];
    throw error;
  }
}

/** A StatefulSet may be told to delete the claims of pods that it no longer has. */
function stakesOf(live: KubeObject, before: number, after: number): ActionStakes {
  const { persistentVolumeClaimRetentionPolicy, volumeClaimTemplates } = record(live.spec);
  const takesClaims = record(persistentVolumeClaimRetentionPolicy).whenScaled === 'Delete' && after < before;
  const { name, namespace } = live.metadata;
  const losses = takesClaims
    ? records(volumeClaimTemplates).map(
        ({ metadata }) => `PersistentVolumeClaim/${namespace}/${text(record(metadata).name)}-${name}-${after} and on`,
      )
    : [];
  return { losses, grants: [] };
}

function podsIn(number: number): string {
  return number === 1 ? '1 pod' : `${number} pods`;
}
