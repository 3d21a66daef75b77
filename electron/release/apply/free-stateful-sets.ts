// A StatefulSet waits for ever for a pod of a bad revision to become ready before it replaces it: such pods are deleted.
// Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
import { count, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ownedBy } from '../../cluster/health/related.ts';
import { ApiError } from '../../kube/api-error.ts';
import { listAll } from '../../kube/list-all.ts';
import type { Cluster } from '../context.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readObject } from '../object/live.ts';
import { pause } from '../object/pause.ts';

/** How long the controller may take to see the new template. */
const SEEN_LIMIT_MS = 10_000;
const LOOK_MS = 100;

/** Deletes the pods of each StatefulSet that are neither ready nor of the wanted revision. */
export async function freeStatefulSets(cluster: Cluster, entries: readonly Entry[]): Promise<void> {
  const sets = entries.filter(({ ref }) => ref.kind === 'StatefulSet' && ref.apiVersion.startsWith('apps/'));
  await inParallel(sets, (entry) => free(cluster, entry));
}

async function free(cluster: Cluster, entry: Entry): Promise<void> {
  const set = await seen(cluster, entry);
  if (set === null) return;
  const path = `/api/v1/namespaces/${encodeURIComponent(set.metadata.namespace ?? '')}/pods`;
  const { objects } = await listAll(cluster.client, { path }, cluster.signal);
  await inParallel(stuckPods(set, objects), async ({ metadata }) => {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid: metadata.uid } };
    try {
      await cluster.client.request({ method: 'DELETE', path: `${path}/${metadata.name}`, body });
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 409)) throw error;
    }
  });
}

/** The StatefulSet as its controller has seen it; null when it is gone, or has no controller that would say. */
async function seen(cluster: Cluster, entry: Entry): Promise<KubeObject | null> {
  const until = performance.now() + SEEN_LIMIT_MS;
  for (;;) {
    const set = await readObject(cluster, entry);
    if (set === null) return null;
    const { observedGeneration, updateRevision } = record(set.status);
    const isSeen = count(observedGeneration) >= count(record(set.metadata).generation) && text(updateRevision) !== '';
    if (isSeen) return set;
    if (performance.now() > until) return null;
    await pause(LOOK_MS, cluster.signal);
  }
}

/** Pods of another revision than the wanted one that are not ready. */
export function stuckPods(set: KubeObject, pods: readonly KubeObject[]): readonly KubeObject[] {
  const wanted = text(record(set.status).updateRevision);
  return ownedBy(pods, set).filter(({ metadata, status }) => {
    const isReady = records(record(status).conditions).some(
      ({ type, status: is }) => type === 'Ready' && is === 'True',
    );
    return metadata.labels?.['controller-revision-hash'] !== wanted && !isReady;
  });
}
