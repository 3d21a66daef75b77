// A ReplicaSet, or a ReplicationController, that stands alone.
import { count } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import type { Diagnosis } from './diagnosis.ts';
import { creationFailure, diagnoseComplete, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';
import { withStop } from './stopped.ts';

/** The health of a ReplicaSet: as many pods available as asked for. */
export function diagnoseReplicaSet(replicaSet: KubeObject, related: RelatedObjects): Diagnosis {
  const status = statusOf(replicaSet);
  const desired = count(specOf(replicaSet).replicas, 1);
  const ready = count(status.readyReplicas);
  if (ready >= desired && count(status.availableReplicas) >= desired && count(status.replicas) <= desired) {
    return withStop(replicaSet, diagnoseComplete(desired, ready, ownedBy(related.pods, replicaSet), related));
  }
  const refused = conditionOf(replicaSet, 'ReplicaFailure');
  const refusal = refused?.status === 'True' ? describeCondition(refused) : creationFailure(replicaSet, related);
  return diagnoseShortfall(
    { desired, ready, pods: ownedBy(related.pods, replicaSet), creationFailure: refusal },
    related,
  );
}
