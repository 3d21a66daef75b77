// A DaemonSet: one pod on each node that it selects.
import { count, record } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, inProgress } from './diagnosis.ts';
import { creationFailure, diagnoseComplete, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';

/** The health of a DaemonSet. One that no node matches is healthy: there is nothing for it to do. */
export function diagnoseDaemonSet(set: KubeObject, related: RelatedObjects): Diagnosis {
  const status = statusOf(set);
  const desired = count(status.desiredNumberScheduled);
  const ready = count(status.numberReady);
  const updated = count(status.updatedNumberScheduled);
  const isOnDelete = record(specOf(set).updateStrategy).type === 'OnDelete';
  if (status.observedGeneration === undefined) return inProgress('its controller has not looked at it yet');
  if (desired === 0) return current('no node matches it');
  if (ready >= desired && count(status.numberAvailable) >= desired && (updated >= desired || isOnDelete)) {
    return diagnoseComplete(desired, ready, ownedBy(related.pods, set), related);
  }
  const refusal = creationFailure(set, related);
  return diagnoseShortfall({ desired, ready, pods: ownedBy(related.pods, set), creationFailure: refusal }, related);
}
