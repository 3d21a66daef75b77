// A diagnosis: all that is known of one object's health, with what a machine may conclude from it.
import type { Health } from '../../../shared/model/health.ts';
import type { Facts } from './facts.ts';

/** Why an object is not healthy, as far as a machine needs to tell causes apart. */
export type FailureCause =
  | 'image' // an image cannot be pulled
  | 'crash' // a container ends again and again, or cannot be started
  | 'oom' // a container is killed for its memory
  | 'unschedulable' // no node takes the pod
  | 'probe' // a probe fails
  | 'claim' // a PersistentVolumeClaim gets no volume
  | 'quota' // the pods are refused: there is no room in a quota
  | 'admission' // the pods are refused by another rule of the cluster
  | 'mount' // a volume cannot be mounted
  | 'config' // a ConfigMap, Secret or field that the pod needs is wrong
  | 'deadline' // its controller gave up waiting
  | 'evicted' // a pod was ended from outside
  | 'paused' // nobody makes the pods that are missing
  | 'stopped' // somebody scaled it to zero
  | 'failed'; // it ran and failed

/** A {@link Health} with its cause, of which `healthFrom` (cause-of.ts) makes `why`. */
export interface Diagnosis extends Omit<Health, 'why'> {
  readonly cause?: FailureCause;
  readonly facts?: Facts;
  /**
   * For how many seconds this may go on before waiting longer is pointless; 0 when it is so already. Absent where time
   * alone may heal it.
   */
  readonly certainAfterSeconds?: number;
  /**
   * How often in a row a container ended that is started again each time. It may end because something is missing that is
   * on its way: whoever knows of that is not certain yet.
   */
  readonly crashes?: number;
  /** Healthy, and yet a person should know: in a sentence. */
  readonly remark?: string;
  /** The name of the pod that is to blame, and of its container, where there is one. */
  readonly pod?: string;
  readonly container?: string;
}

/** Healthy. */
export function current(reason: string, evidence: readonly string[] = []): Diagnosis {
  return { state: 'Current', reason, evidence: [...evidence] };
}

/** On its way; `cause` where something specific holds it up. */
export function inProgress(
  reason: string,
  evidence: readonly string[] = [],
  cause?: FailureCause,
  facts?: Facts,
): Diagnosis {
  return {
    state: 'InProgress',
    reason,
    evidence: [...evidence],
    ...(cause === undefined ? {} : { cause }),
    ...(facts === undefined ? {} : { facts }),
  };
}

/** Failing now; whether for good is told by `certainAfterSeconds`. */
export function failed(
  cause: FailureCause,
  reason: string,
  evidence: readonly string[],
  certainAfterSeconds?: number,
  facts?: Facts,
): Diagnosis {
  return {
    state: 'Failed',
    reason,
    evidence: [...evidence],
    cause,
    ...(certainAfterSeconds === undefined ? {} : { certainAfterSeconds }),
    ...(facts === undefined ? {} : { facts }),
  };
}

/** The same with another sentence, so that an owner can speak of its pod. */
export function withReason(diagnosis: Diagnosis, reason: string, evidence: readonly string[] = []): Diagnosis {
  return { ...diagnosis, reason, evidence: [...diagnosis.evidence, ...evidence] };
}

/** Sorts the worst first: what is failing for good, what is failing, what is held up, what is merely on its way. */
export function bySeverity(left: Diagnosis, right: Diagnosis): number {
  return severity(right) - severity(left);
}

function severity(diagnosis: Diagnosis): number {
  if (diagnosis.state === 'Failed') return diagnosis.certainAfterSeconds === 0 ? 5 : 4;
  if (diagnosis.cause !== undefined) return 3;
  if (diagnosis.state === 'InProgress' || diagnosis.state === 'Unknown') return 2;
  return diagnosis.state === 'Terminating' ? 1 : 0;
}
