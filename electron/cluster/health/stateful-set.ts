// A StatefulSet, whose pods come one after the other.
import { count, record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { type Diagnosis, inProgress } from './diagnosis.ts';
import { creationFailure, diagnoseComplete, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';
import { withStop } from './stopped.ts';

/** The health of a StatefulSet: all replicas ready and, unless its strategy leaves that to a person, of the newest template. */
export function diagnoseStatefulSet(set: KubeObject, related: RelatedObjects): Diagnosis {
  const spec = specOf(set);
  const status = statusOf(set);
  const desired = count(spec.replicas, 1);
  const ready = count(status.readyReplicas);
  const strategy = record(spec.updateStrategy);
  const partition = count(record(strategy.rollingUpdate).partition);
  const toUpdate = text(strategy.type) === 'OnDelete' ? 0 : Math.max(0, desired - partition);
  // After a rollout both revisions are one, and so are the pods that are counted for each. A set that was made anew and took
  // over pods of before has none of either, until it has replaced them.
  const isRolledOut = status.currentRevision === status.updateRevision;
  const updated = Math.max(count(status.updatedReplicas), isRolledOut ? count(status.currentReplicas) : 0);

  const isComplete = ready >= desired && updated >= toUpdate && count(status.replicas) <= desired;
  const isAvailable = count(status.availableReplicas, ready) >= desired;
  if (isComplete && isAvailable) {
    return withStop(set, diagnoseComplete(desired, ready, ownedBy(related.pods, set), related));
  }
  if (isComplete) return inProgress(`${ready} of ${desired} ready; not yet for as long as minReadySeconds asks`);
  const pods = ownedBy(related.pods, set);
  if (ready >= desired && updated < toUpdate)
    return inProgress(`${updated} of ${toUpdate} pods are of the new revision`);
  return diagnoseShortfall({ desired, ready, pods, creationFailure: creationFailure(set, related) }, related);
}
