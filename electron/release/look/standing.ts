// The standing of a release: its newest record, who made it, and whether a change of it was interrupted.
import type { Interruption } from '../../../shared/model/interruption.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { durationOf, holderOf, lockTimesOf, renewedAt } from '../lock/lease.ts';
import { readLease } from '../lock/take-lease.ts';
import type { Book } from '../record/book.ts';
import { type HelmRelease, isOurs } from '../record/record-format.ts';
import { revisionOf } from './history.ts';
import { interruptionOf } from './interruption.ts';
import { readPrevious } from './previous.ts';

/** Of a release that is not there only `isWorkedOn` is told. */
export interface Standing {
  readonly installed?: NonNullable<StackStatus['installed']>;
  /** A change that was begun and is not over. */
  readonly unfinished?: Interruption;
  /** The id of its journal. */
  readonly change?: string;
  /** Somebody holds the lock, and was heard of lately: what is unfinished may be on its way. */
  readonly isWorkedOn: boolean;
}

/** Reads it. Throws as `KubeClient.request` does. */
export async function readStanding(book: Book): Promise<Standing> {
  const previous = await readPrevious(book, []);
  const { record, stored, lastGood } = previous;
  const unfinished = interruptionOf(previous);
  const isWorkedOn = unfinished !== undefined && (await isHeld(book));
  return {
    ...(record === null ? {} : { installed: installedBy(record, lastGood, stored !== null || isOurs(record)) }),
    ...(unfinished === undefined ? {} : { unfinished, change: stored?.state.journal?.id ?? '' }),
    isWorkedOn,
  };
}

function installedBy(
  newest: HelmRelease,
  lastGood: number | undefined,
  isOdins: boolean,
): NonNullable<Standing['installed']> {
  const { version, revision, status, deployedAt } = revisionOf(newest);
  const owner = isOdins ? 'odin' : 'helm';
  return { version, revision, status, deployedAt, owner, ...(lastGood === undefined ? {} : { lastGood }) };
}

/**
 * Whether somebody seems to be at work. This is only what is told: who takes the lock watches it instead of any clock.
 */
async function isHeld(book: Book): Promise<boolean> {
  const lease = await readLease(book);
  if (lease === null || holderOf(lease) === '') return false;
  return Math.abs(Date.now() - renewedAt(lease)) < durationOf(lease, lockTimesOf(book.cluster));
}
