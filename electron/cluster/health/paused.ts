// A paused Deployment: it keeps the pods that it has, and rolls nothing out until a person resumes it.
import { count } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, withReason } from './diagnosis.ts';
import { diagnoseComplete, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';

const PAUSED = 'is paused: what was changed is rolled out once it is resumed (kubectl rollout resume)';

/** Nothing is waited for: it is healthy when it has no pods yet, or has as many as it should, of whichever revision. */
export function diagnosePaused(deployment: KubeObject, related: RelatedObjects): Diagnosis {
  const status = statusOf(deployment);
  const desired = count(specOf(deployment).replicas, 1);
  const ready = count(status.readyReplicas);
  const pods = ownedBy(related.replicaSets, deployment).flatMap((set) => ownedBy(related.pods, set));
  const remark = { remark: PAUSED };
  if (count(status.replicas) === 0 && pods.length === 0) return { ...current(PAUSED), ...remark };
  const isComplete = ready >= desired && count(status.availableReplicas) >= desired;
  const found = isComplete
    ? diagnoseComplete(desired, ready, pods, related)
    : diagnoseShortfall({ desired, ready, pods, creationFailure: '' }, related);
  const told = withReason(found, `${found.reason}; ${PAUSED}`);
  if (found.state === 'Current') return { ...told, ...remark };
  return told.cause === undefined ? { ...told, cause: 'paused' } : told;
}
