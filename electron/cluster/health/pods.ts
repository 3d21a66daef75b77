// The word of a workload's pods on it: the worst of them, in the workload's own words.
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, statusOf } from './conditions.ts';
import { bySeverity, current, type Diagnosis, type FailureCause, failed, inProgress, withReason } from './diagnosis.ts';
import { isActive, remarkOn, wordsOfEnd } from './finished.ts';
import { diagnosePod } from './pod.ts';
import { eventsOf, happenedAt, messageOf, type RelatedObjects } from './related.ts';

/** A quota may be freed by pods that are leaving, a ServiceAccount may be on its way: wait this long. */
const CREATION_PATIENCE_SECONDS = 15;

/** A workload that is not there yet: how many pods it should have, and those that count. */
export interface Shortfall {
  readonly desired: number;
  readonly ready: number;
  readonly pods: readonly KubeObject[];
  /** Why the controller cannot make more of them, in its own words; empty when it can. */
  readonly creationFailure: string;
}

/** Why a workload has fewer ready pods than it should. */
export function diagnoseShortfall(shortfall: Shortfall, related: RelatedObjects): Diagnosis {
  const { desired, ready, pods, creationFailure } = shortfall;
  const tally = `${ready} of ${desired} ready`;
  const alive = pods.filter(isActive);
  const found = worstOf(alive, related);
  if (creationFailure !== '' && alive.length < desired && found?.diagnosis.certainAfterSeconds !== 0) {
    const why = `pods cannot be created: ${creationFailure}`;
    const reason = desired === 1 ? why : `${tally}; ${why}`;
    const facts = { words: creationFailure };
    return failed(refusalCause(creationFailure), reason, [creationFailure], CREATION_PATIENCE_SECONDS, facts);
  }
  const gone = alive.length < desired ? pods.findLast((pod) => statusOf(pod).phase === 'Failed') : undefined;
  if (found === undefined && gone !== undefined) {
    const words = wordsOfEnd(gone) || 'its containers ended';
    const reason = `${tally}; ${gone.metadata.name} has failed and is being replaced: ${words}`;
    return inProgress(reason, [words], 'evicted', { words });
  }
  if (found === undefined) {
    return inProgress(
      alive.length < desired ? `${tally}; its pods are being made` : `${tally}; a pod has just become ready`,
    );
  }
  return speakFor(found, desired, tally);
}

/** A pod is refused for want of room, for want of something that it names, or by a rule of the cluster. */
function refusalCause(words: string): FailureCause {
  if (words.includes('quota')) return 'quota';
  return /not found/.test(words) ? 'config' : 'admission';
}

/**
 * A workload whose own numbers are all right: healthy, unless one of the pods that they count is failing at this moment (a
 * container that ends a second after its start counts as ready for that second). Pods that have ended are a remark.
 */
export function diagnoseComplete(
  desired: number,
  ready: number,
  pods: readonly KubeObject[],
  related: RelatedObjects,
): Diagnosis {
  const tally = `${ready} of ${desired} ready`;
  const alive = pods.filter(isActive);
  const found = worstOf(alive, related);
  const isShort = alive.filter((pod) => conditionOf(pod, 'Ready')?.status === 'True').length < desired;
  if (found?.diagnosis.state === 'Failed' && isShort) return speakFor(found, desired, tally);
  return current(`${desired === 0 ? 'scaled to zero' : tally}${remarkOn(pods)}`);
}

interface Finding {
  readonly pod: KubeObject;
  readonly diagnosis: Diagnosis;
}

function worstOf(pods: readonly KubeObject[], related: RelatedObjects): Finding | undefined {
  return pods
    .map((pod) => ({ pod, diagnosis: diagnosePod(pod, related) }))
    .filter(({ diagnosis }) => diagnosis.state !== 'Current')
    .sort((left, right) => bySeverity(left.diagnosis, right.diagnosis))[0];
}

function speakFor({ pod, diagnosis }: Finding, desired: number, tally: string): Diagnosis {
  const { name } = pod.metadata;
  const reason = desired === 1 ? diagnosis.reason : `${tally}; ${name}: ${diagnosis.reason}`;
  return { ...withReason(diagnosis, reason, [`Pod/${name}`]), pod: name };
}

/** The controller's last complaint that it cannot make a pod, unless it has made one since. Empty when there is none. */
export function creationFailure(owner: KubeObject, related: RelatedObjects): string {
  const events = eventsOf(related, owner);
  const refused = events.findLast((event) => event.reason === 'FailedCreate');
  const made = events.findLast((event) => event.reason === 'SuccessfulCreate');
  if (refused === undefined || (made !== undefined && happenedAt(made) > happenedAt(refused))) return '';
  return messageOf(refused)
    .replace(/^\(combined from similar events\): /, '')
    .replace(/^Error creating: /, '');
}
