// Restarts a workload as `kubectl rollout restart` does, and a pod of a controller by deleting it.
// Source: https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/objectrestarter.go
//
// The annotation is nobody's but ODIN's own manager's: no release wants it, so that it is no change by hand, and no upgrade takes
// it away and restarts the pods once more.
import { AppError } from '../../shared/errors.ts';
import { record } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { KubeRequest } from '../kube/client.ts';
import type { Cluster } from '../release/context.ts';
import { deletion } from './deletion.ts';
import { RESTARTS } from './managers.ts';
import { aboutSeconds, readPods, startSeconds } from './pods-of.ts';
import type { Prepared } from './prepared.ts';
import { desiredOf, isRolled, replacementOf } from './replacement.ts';
import { readLasting, type Target } from './target.ts';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** Looks at a restart. Throws `unsupported` for what cannot be restarted, and as the API server refuses it. */
export async function prepareRestart(cluster: Cluster, ref: ObjectRef): Promise<Prepared> {
  const target = await readLasting(cluster, ref);
  if (ref.kind === 'Pod' && ref.apiVersion === 'v1') return ofPod(cluster, target);
  if (!isRolled(ref)) throw unsupported(`${target.title} cannot be restarted: it runs no pods that are replaced.`);
  return ofWorkload(cluster, target);
}

async function ofWorkload(cluster: Cluster, target: Target): Promise<Prepared> {
  const { live, title } = target;
  if (record(live.spec).paused === true) {
    throw new AppError('conflict', `${title} is paused: resume its rollout first.`, {
      remedy: `kubectl rollout resume deployment/${live.metadata.name} -n ${live.metadata.namespace}`,
    });
  }
  const [pods] = await Promise.all([readPods(cluster, live), cluster.client.request(patchOf(target, live, true))]);
  return {
    target,
    told: { consequences: [replacementOf(live, pods)], conflicts: [], isNothing: desiredOf(live) === 0 },
    write: async ({ client }, now) => {
      await client.request(patchOf(target, now, false));
      return `${live.metadata.name} restarts: its pods are being replaced.`;
    },
  };
}

function patchOf({ path }: Target, { metadata }: KubeObject, dryRun: boolean): KubeRequest {
  const { resourceVersion } = metadata;
  // Seconds, as kubectl writes them.
  const annotations = { [RESTARTED_AT]: new Date().toISOString().replace(/\.\d+Z$/, 'Z') };
  return {
    method: 'PATCH',
    path,
    query: { fieldManager: RESTARTS, ...(dryRun ? { dryRun: 'All' } : {}) },
    contentType: 'application/merge-patch+json',
    body: { metadata: { resourceVersion }, spec: { template: { metadata: { annotations } } } },
  };
}

async function ofPod(cluster: Cluster, target: Target): Promise<Prepared> {
  const { live, title } = target;
  const owner = live.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) {
    throw unsupported(`${title} belongs to no controller that would make it again: delete it and create it anew.`);
  }
  if (owner.kind === 'Node') {
    throw unsupported(`${title} is run by the kubelet of ${owner.name} from a file: it is restarted there.`);
  }
  await cluster.client.request(deletion(target, live, { dryRun: true }));
  const seconds = startSeconds([live]);
  const how = seconds === undefined ? 'starts' : `takes ${aboutSeconds(seconds)} to start`;
  return {
    target,
    told: {
      consequences: [`${live.metadata.name} ends, and its ${owner.kind} makes another pod, which ${how}.`],
      conflicts: [],
      isNothing: false,
    },
    write: async ({ client }, now) => {
      await client.request(deletion(target, now));
      return `${live.metadata.name} ends: its ${owner.kind} makes another pod.`;
    },
  };
}

function unsupported(message: string): AppError {
  return new AppError('unsupported', message);
}
