// How a release stands: its newest record, who made it, and whether a change of it was interrupted.
import type { Interruption } from '../../../shared/model/interruption.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { durationOf, holderOf, renewedAt } from '../lock/lease.ts';
import { readLease } from '../lock/take-lease.ts';
import { type HelmRelease, isOurs } from '../record/record-format.ts';
import { revisionOf } from './history.ts';
import { interruptionOf } from './interruption.ts';
import { readPrevious } from './previous.ts';

/** Of a release that is not there only `isWorkedOn` is told. */
export interface Standing {
  readonly installed?: NonNullable<StackStatus['installed']>;
  /** A change that was begun and is not over. */
  readonly unfinished?: Interruption;
  /** Somebody holds the lock, and was heard of lately: what is unfinished may be on its way. */
  readonly isWorkedOn: boolean;
}

/** Reads it. Throws as `KubeClient.request` does. */
export async function readStanding(
  context: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<Standing> {
  const previous = await readPrevious(context, { ...target, consent: [] }, signal);
  const { record, stored } = previous;
  const unfinished = interruptionOf(previous);
  const isWorkedOn = unfinished !== undefined && (await isHeld(context, target, signal));
  return {
    ...(record === null ? {} : { installed: installedBy(record, stored !== null || isOurs(record)) }),
    ...(unfinished === undefined ? {} : { unfinished }),
    isWorkedOn,
  };
}

function installedBy(newest: HelmRelease, isOdins: boolean): NonNullable<Standing['installed']> {
  const { version, revision, status, deployedAt } = revisionOf(newest);
  return { version, revision, status, deployedAt, owner: isOdins ? 'odin' : 'helm' };
}

/**
 * Whether somebody seems to be at work. This is only what is told: who takes the lock watches it instead of any clock.
 */
async function isHeld(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal): Promise<boolean> {
  const lease = await readLease(context, target, signal);
  if (lease === null || holderOf(lease) === '') return false;
  return Math.abs(Date.now() - renewedAt(lease)) < durationOf(lease);
}
