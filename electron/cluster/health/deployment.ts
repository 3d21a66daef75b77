// A Deployment and its ReplicaSets.
import { count } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { type Condition, conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { type Diagnosis, inProgress, withReason } from './diagnosis.ts';
import { diagnosePaused } from './paused.ts';
import { creationFailure, diagnoseComplete, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';
import { withStop } from './stopped.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/** The health of a Deployment: all replicas are of the newest template, available, and no older ones are left. */
export function diagnoseDeployment(deployment: KubeObject, related: RelatedObjects): Diagnosis {
  const spec = specOf(deployment);
  const status = statusOf(deployment);
  const desired = count(spec.replicas, 1);
  const updated = count(status.updatedReplicas);
  const replicas = count(status.replicas);
  const ready = count(status.readyReplicas);
  const available = count(status.availableReplicas);

  if (spec.paused === true) return withStop(deployment, diagnosePaused(deployment, related));
  if (updated >= desired && available >= desired && ready >= desired && replicas <= updated) {
    return withStop(deployment, diagnoseComplete(desired, ready, podsOf(deployment, related), related));
  }
  const shortfall = diagnoseShortfall(
    {
      desired,
      ready: Math.min(ready, updated),
      pods: podsOf(deployment, related),
      creationFailure: refusalOf(deployment, related),
    },
    related,
  );
  const progressing = conditionOf(deployment, 'Progressing');
  if (progressing !== undefined && hasGivenUp(progressing, newestReplicaSet(deployment, related))) {
    const { crashes: _, ...cause } = shortfall;
    const late = withReason(cause, `${shortfall.reason} (${describeCondition(progressing)})`, [progressing.reason]);
    return { ...late, state: 'Failed', cause: late.cause ?? 'deadline', certainAfterSeconds: 0 };
  }
  if (shortfall.cause === undefined && updated >= desired && replicas > updated && ready >= desired) {
    return inProgress(`${replicas - updated} old ${replicas - updated === 1 ? 'pod is' : 'pods are'} still there`);
  }
  return shortfall;
}

/** The condition outlives a change: it names the ReplicaSet that was late, which may not be the one that is wanted now. */
function hasGivenUp({ status, reason, message }: Condition, newest: KubeObject | undefined): boolean {
  if (status !== 'False' || reason !== 'ProgressDeadlineExceeded') return false;
  const late = /^ReplicaSet "([^"]+)"/.exec(message)?.[1];
  return late === undefined || newest === undefined || late === newest.metadata.name;
}

function podsOf(deployment: KubeObject, related: RelatedObjects): readonly KubeObject[] {
  const newest = newestReplicaSet(deployment, related);
  return newest === undefined ? [] : ownedBy(related.pods, newest);
}

function refusalOf(deployment: KubeObject, related: RelatedObjects): string {
  const condition = conditionOf(deployment, 'ReplicaFailure');
  if (condition?.status === 'True') return describeCondition(condition);
  const newest = newestReplicaSet(deployment, related);
  return newest === undefined ? '' : creationFailure(newest, related);
}

function newestReplicaSet(deployment: KubeObject, related: RelatedObjects): KubeObject | undefined {
  const owned = ownedBy(related.replicaSets, deployment);
  const revision = deployment.metadata.annotations?.[REVISION];
  return (
    owned.find((replicaSet) => replicaSet.metadata.annotations?.[REVISION] === revision) ??
    [...owned].sort((left, right) => revisionOf(right) - revisionOf(left))[0]
  );
}

function revisionOf(replicaSet: KubeObject): number {
  return Number(replicaSet.metadata.annotations?.[REVISION] ?? 0);
}
