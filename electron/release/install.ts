// Carries a confirmed install plan out: apply, verify, prune, record.
import { AppError, toAppError } from '../../shared/errors.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { type Applied, applyStages } from './apply-stages.ts';
import type { PreparedInstall, ReleaseContext } from './context.ts';
import type { Entry } from './entry.ts';
import { makeNamespaces } from './make-namespaces.ts';
import { begin, CLOSING_LIMIT_MS, close } from './notes.ts';
import type { Progress } from './progress.ts';
import { recheckInstall } from './recheck.ts';
import { removeAll } from './remove.ts';
import { verify } from './verify.ts';

/**
 * Applies an install plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `invalid` or `conflict` for a plan that does not hold.
 */
export async function install(
  context: ReleaseContext,
  prepared: PreparedInstall,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  const applied: Applied = new Map();
  const entries = await recheckInstall(context, prepared, signal);
  if (isRecorded(prepared) && isNoChange(prepared, entries)) {
    return conclude(await verifyAll(context, entries, progress, signal), progress);
  }

  await makeNamespaces(context, prepared, entries, applied, progress, signal);
  const notes = await begin(context, prepared, entries, progress, signal);
  let failure: AppError | undefined;
  let pruned = false;
  try {
    progress.phase('applying');
    await applyStages(context, entries, applied, progress, signal);
    progress.phase('verifying');
    failure = await verifyAll(context, entries, progress, signal);
    if (failure === undefined && prepared.prunes.length > 0) {
      progress.phase('deleting');
      await removeAll(context, prepared.prunes, progress, signal);
    }
    pruned = failure === undefined;
  } catch (error) {
    failure = toAppError(error);
  }
  const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
  const unrecorded = await close(context, prepared, entries, { applied, notes, failure, pruned }, progress, closing);
  return conclude(failure ?? unrecorded, progress);
}

/** Whether the last operation came to its end, its notes included. */
function isRecorded({ previous }: PreparedInstall): boolean {
  return previous.record?.info.status === 'deployed' && previous.stored?.state.journal === null;
}

function isNoChange({ prunes, version, previous }: PreparedInstall, entries: readonly Entry[]): boolean {
  const isSameVersion = previous.record?.chart.metadata.version === version;
  return isSameVersion && prunes.length === 0 && entries.every(({ assessment }) => assessment.op === 'unchanged');
}

async function verifyAll(
  context: ReleaseContext,
  entries: readonly Entry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  progress.phase('verifying');
  for (const { ref, assessment } of entries) if (assessment.op === 'unchanged') progress.step(ref, 'applied');
  const unhealthy = await verify(context, entries, (ref, health) => progress.health(ref, health), signal);
  if (unhealthy === null) return undefined;
  progress.health(unhealthy.ref, unhealthy.health);
  return new AppError('unhealthy', unhealthy.sentence, { subject: formatRef(unhealthy.ref) });
}

function conclude(failure: AppError | undefined, progress: Progress): Operation {
  if (failure === undefined) return progress.end('succeeded');
  return failure.code === 'cancelled' ? progress.end('cancelled') : progress.end('failed', failure.message);
}
