// A Pod: scheduled, its volumes mounted, its init containers done, its containers ready.
import { count, record, records, text } from '../../../shared/json.ts';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import { diagnoseClaim } from './claim.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { diagnoseContainer } from './container.ts';
import { bySeverity, current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { areContainersDone, diagnoseReplaced, wordsOfEnd } from './finished.ts';
import { eventsOf, lastWarning, messageOf, type RelatedObjects } from './related.ts';

/** Old pods may be about to leave, and a cluster may be about to grow, so wait this long for a place. */
const SCHEDULING_PATIENCE_SECONDS = 60;
/** A volume's Secret or ConfigMap may be made by something that is still starting. */
const MOUNT_PATIENCE_SECONDS = 60;

/** The health of a Pod. */
export function diagnosePod(pod: KubeObject, related: RelatedObjects): Diagnosis {
  const status = statusOf(pod);
  const phase = text(status.phase);
  const events = eventsOf(related, pod);
  if (phase === 'Succeeded') return current('completed');
  if (phase === 'Failed') return diagnoseReplaced(pod, related) ?? diagnoseFailed(pod, related);
  return unscheduled(pod, related) ?? containers(pod, events) ?? readyOrNot(pod);
}

/** A pod in phase Failed, by itself: it stays so, for nobody restarts it. */
export function diagnoseFailed(pod: KubeObject, related: RelatedObjects): Diagnosis {
  const said = wordsOfEnd(pod);
  if (said !== '') return failed('evicted', `failed: ${said}`, [said], 0, { words: said });
  const worst = containers(pod, eventsOf(related, pod));
  if (worst?.state === 'Failed') return { ...worst, certainAfterSeconds: 0 };
  return failed('failed', 'failed without giving a reason', [], 0);
}

function unscheduled(pod: KubeObject, related: RelatedObjects): Diagnosis | undefined {
  if (text(specOf(pod).nodeName) !== '') return undefined;
  const scheduled = conditionOf(pod, 'PodScheduled');
  const claim = unboundClaim(pod, related);
  // While a provisioner is at work the scheduler says nothing of the pod.
  if (scheduled?.status !== 'False') return claim;
  const message = describeCondition(scheduled);
  if (claim !== undefined) return { ...claim, evidence: [...claim.evidence, message] };
  if (scheduled.reason === 'SchedulingGated')
    return inProgress(`waits for its scheduling gates: ${message}`, [message]);
  const facts = { words: message };
  return failed('unschedulable', `cannot be scheduled: ${message}`, [message], SCHEDULING_PATIENCE_SECONDS, facts);
}

/** The first of the pod's claims that has no volume, when that holds the pod up. */
function unboundClaim(pod: KubeObject, related: RelatedObjects): Diagnosis | undefined {
  for (const volume of records(specOf(pod).volumes)) {
    const name = text(record(volume.persistentVolumeClaim).claimName);
    if (name === '') continue;
    const claim = related.claims.find(
      (candidate) => candidate.metadata.name === name && candidate.metadata.namespace === pod.metadata.namespace,
    );
    if (claim === undefined) continue;
    const diagnosis = diagnoseClaim(claim, related);
    if (diagnosis.cause !== undefined) {
      return { ...diagnosis, reason: `waits for ${formatRef(refOf(claim))}: ${diagnosis.reason}` };
    }
  }
  return undefined;
}

function containers(pod: KubeObject, events: readonly KubeObject[]): Diagnosis | undefined {
  const status = statusOf(pod);
  // Native sidecars are stopped once the others are done: with which code they end says nothing.
  const inits = areContainersDone(pod) ? [] : records(status.initContainerStatuses);
  const all = [
    ...inits.map((one) => diagnoseContainer(pod, one, events, true)),
    ...records(status.containerStatuses).map((one) => diagnoseContainer(pod, one, events, false)),
  ].filter((diagnosis) => diagnosis.state !== 'Current');
  const worst = all.sort(bySeverity)[0];
  if (worst === undefined || worst.state === 'Failed') return worst;
  return mountFailure(pod, events) ?? worst;
}

function mountFailure(pod: KubeObject, events: readonly KubeObject[]): Diagnosis | undefined {
  const message = messageOf(lastWarning(events, 'FailedMount', 'FailedAttachVolume', 'FailedMapVolume'));
  const isWaiting = records(statusOf(pod).containerStatuses).some((one) =>
    ['ContainerCreating', 'PodInitializing'].includes(text(record(record(one.state).waiting).reason)),
  );
  if (message === '' || !isWaiting || isReadyToStart(pod)) return undefined;
  const facts = { words: message };
  return failed('mount', `a volume cannot be mounted: ${message}`, [message], MOUNT_PATIENCE_SECONDS, facts);
}

// The sandbox is made after the volumes: once it is there, an older FailedMount is history.
function isReadyToStart(pod: KubeObject): boolean {
  return conditionOf(pod, 'PodReadyToStartContainers')?.status === 'True';
}

function readyOrNot(pod: KubeObject): Diagnosis {
  const ready = conditionOf(pod, 'Ready');
  const restarts = records(statusOf(pod).containerStatuses).reduce((sum, one) => sum + count(one.restartCount), 0);
  if (ready?.status === 'True') return current(restarts === 0 ? 'ready' : `ready after ${restarts} restarts`);
  if (ready !== undefined) return inProgress(`not ready: ${describeCondition(ready)}`, [describeCondition(ready)]);
  return inProgress('waits to be scheduled');
}
