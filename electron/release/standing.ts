// How a release stands: its newest record, who made it, and whether a change of it was interrupted.
import type { Interruption } from '../../shared/model/interruption.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { ReleaseContext, ReleaseTarget } from './context.ts';
import { interruptionOf } from './interruption.ts';
import { holderOf } from './lease.ts';
import { isOurs } from './new-record.ts';
import { readPrevious } from './previous.ts';
import { readLease } from './take-lease.ts';

/** Both absent when there is no such release. */
export interface Standing {
  readonly installed?: NonNullable<StackStatus['installed']>;
  /** Only while nobody holds the lock, or its holder was not heard of for long. */
  readonly interrupted?: Interruption;
}

/** By how much a holder's clock may differ from ours before a change that goes on is called interrupted, in ms. */
const CLOCK_SKEW_MS = 60_000;

/** Reads it. Throws as `KubeClient.request` does. */
export async function readStanding(
  context: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<Standing> {
  const previous = await readPrevious(context, { ...target, consent: [] }, signal);
  const { record, stored } = previous;
  const interrupted = interruptionOf(previous);
  const isWorkedOn = interrupted !== undefined && (await isHeld(context, target, signal));
  return {
    ...(record === null
      ? {}
      : {
          installed: {
            version: record.chart.metadata.version,
            revision: record.version,
            status: record.info.status,
            deployedAt: Date.parse(record.info.last_deployed) || 0,
            owner: stored !== null || isOurs(record) ? ('odin' as const) : ('helm' as const),
          },
        }),
    ...(interrupted === undefined || isWorkedOn ? {} : { interrupted }),
  };
}

/**
 * Whether somebody seems to be at work. This is only what is told: who takes the lock watches it instead of any clock.
 */
async function isHeld(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal): Promise<boolean> {
  const lease = await readLease(context, target, signal);
  if (lease === null || holderOf(lease) === '') return false;
  const renewedAt = Date.parse(`${(lease.spec as { renewTime?: string } | undefined)?.renewTime ?? ''}`) || 0;
  return Math.abs(Date.now() - renewedAt) < CLOCK_SKEW_MS;
}
