// Decides when waiting longer for what fails is pointless. A container that ends and is started again may be waiting for
// something that is still on its way: that is waited for too, and after it for two more tries, one of which began later.
import { CRASHES_FOR_CERTAIN } from '../../cluster/health/container.ts';
import type { Diagnosis } from '../../cluster/health/diagnosis.ts';
import { isCertainFailure } from '../../cluster/health/health-of.ts';
import type { CrashWords } from './crash-words.ts';

/** For how long trouble that time may heal (no place, no volume, no Secret yet) goes on counting from now because others start. */
const HOLD_MS = 120_000;

/** One object at one look, with what is known of it besides. */
export interface Case {
  readonly key: string;
  readonly diagnosis: Diagnosis;
  /** Whether others may need it to start: pods do, a Service is there once it is written. */
  readonly canBeWaitedFor: boolean;
  /** Whether this change has written it: if not, it was there before. */
  readonly isChanged: boolean;
  /** Whether it was healthy before the change, so that what it needs was there as well. */
  readonly wasHealthy: boolean;
  /** Ready by its own word alone, and only since a moment: nobody probes whether it answers. */
  readonly isUnproven: boolean;
  /** Whether the release is good without it. */
  readonly isTolerated: boolean;
  /** What its log says of why it ended. */
  readonly words: CrashWords;
  /** Whether pods beside it, of nobody's in this change, are starting. */
  readonly areStrangersStarting: boolean;
}

/** Remembers how long each trouble has lasted, and at which crash the last of the others came up. */
export class Patience {
  readonly #troubles = new Map<string, { readonly cause: string; readonly beganMs: number; sinceMs: number }>();
  readonly #crashesBefore = new Map<string, number>();

  /** Those that will not become healthy, however long they are waited for. To be asked at each look, of all. */
  certain<T extends Case>(all: readonly T[], nowMs: number): readonly T[] {
    return all.filter((one) =>
      one.diagnosis.crashes === undefined ? this.#hasLasted(one, all, nowMs) : this.#keepsCrashing(one, all),
    );
  }

  #keepsCrashing(one: Case, all: readonly Case[]): boolean {
    const { diagnosis, words } = one;
    const { crashes = 0, pod = '', container = '' } = diagnosis;
    const key = `${one.key} ${pod}/${container}`;
    if (words === 'never') return isCertainFailure(diagnosis, 0);
    if (others(one, all).some(isOnItsWay) || (!wasGood(one) && one.areStrangersStarting)) {
      this.#crashesBefore.set(key, crashes);
      return false;
    }
    if (!isCertainFailure(diagnosis, 0)) return false;
    const before = this.#crashesBefore.get(key);
    if (before !== undefined && crashes < before + 2) return false;
    return wasGood(one) || words === 'silent';
  }

  #hasLasted(one: Case, all: readonly Case[], nowMs: number): boolean {
    const { state, cause = '' } = one.diagnosis;
    const told = state === 'Failed' ? cause : '';
    const known = this.#troubles.get(one.key);
    const trouble = known?.cause === told ? known : { cause: told, beganMs: nowMs, sinceMs: nowMs };
    this.#troubles.set(one.key, trouble);
    const isHeld = cause !== 'image' && others(one, all).some(isStarting) && nowMs - trouble.beganMs < HOLD_MS;
    if (isHeld) trouble.sinceMs = nowMs;
    return isCertainFailure(one.diagnosis, (nowMs - trouble.sinceMs) / 1000);
  }
}

/** What `one` may be waiting for: where it was good before, only what is new. */
function others<T extends Case>(one: Case, all: readonly T[]): readonly T[] {
  return all.filter((other) => other.key !== one.key && other.canBeWaitedFor && (!wasGood(one) || other.isChanged));
}

function wasGood({ wasHealthy, isChanged }: Case): boolean {
  return wasHealthy && isChanged;
}

function isOnItsWay(other: Case): boolean {
  const { state } = other.diagnosis;
  if (state === 'Current') return other.isChanged && other.isUnproven;
  if (state === 'Failed' && other.isTolerated) return false;
  return !isHopeless(other);
}

/** It crashes as well: two that wait for each other wait in vain. */
function isHopeless(other: Case): boolean {
  const { crashes = 0 } = other.diagnosis;
  return crashes >= CRASHES_FOR_CERTAIN && (wasGood(other) || other.words !== 'waits');
}

function isStarting({ diagnosis }: Case): boolean {
  return diagnosis.state === 'InProgress' && diagnosis.cause === undefined;
}
