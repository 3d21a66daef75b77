// Carries a confirmed install plan out: apply, verify, prune, record.
import { AppError, toAppError } from '../../shared/errors.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { type Applied, applyStages } from './apply-stages.ts';
import type { PreparedInstall, ReleaseContext } from './context.ts';
import type { Entry } from './entry.ts';
import { type Locked, withLock } from './lock.ts';
import { makeHome, makeNamespaces, unmakeNamespaces } from './make-namespaces.ts';
import { begin, CLOSING_LIMIT_MS, close } from './notes.ts';
import type { Progress } from './progress.ts';
import { recheckInstall } from './recheck.ts';
import { removeAll } from './remove.ts';
import type { StoredState } from './state.ts';
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
  if (isRecorded(prepared) && isNoChange(prepared)) {
    const entries = await recheckInstall(context, prepared, new Map(), signal);
    return conclude(await verifyAll(context, entries, progress, signal), progress);
  }
  const applied: Applied = new Map();
  await makeHome(context, prepared, applied, progress, signal);
  return withLock(context, prepared, prepared.verb, signal, async (locked) => {
    const begun = await prepare(locked, prepared, applied, progress);
    return carryOut(locked, prepared, begun, applied, progress);
  });
}

interface Begun {
  readonly entries: readonly Entry[];
  readonly notes: StoredState;
}

/** Looks once more under the lock, and notes what is to be done. What fails here leaves nothing behind. */
async function prepare(
  { context, signal }: Locked,
  prepared: PreparedInstall,
  applied: Applied,
  progress: Progress,
): Promise<Begun> {
  let entries: readonly Entry[];
  try {
    entries = await recheckInstall(context, prepared, applied, signal);
    await makeNamespaces(context, prepared, entries, applied, progress, signal);
  } catch (error) {
    await unmakeNamespaces(context, prepared, applied);
    throw error;
  }
  return { entries, notes: await begin(context, prepared, entries, progress, signal) };
}

async function carryOut(
  locked: Locked,
  prepared: PreparedInstall,
  { entries, notes }: Begun,
  applied: Applied,
  progress: Progress,
): Promise<Operation> {
  const { context, signal } = locked;
  let failure: AppError | undefined;
  let pruned = false;
  try {
    progress.phase('applying');
    await applyStages(context, entries, applied, progress, signal);
    failure = await verifyAll(context, entries, progress, signal);
    if (failure === undefined && prepared.prunes.length > 0) {
      progress.phase('deleting');
      await removeAll(context, prepared.prunes, progress, signal);
    }
    pruned = failure === undefined;
  } catch (error) {
    failure = locked.lost ?? toAppError(error);
  }
  const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
  const unrecorded = await close(context, prepared, entries, { applied, notes, failure, pruned }, progress, closing);
  return conclude(failure ?? unrecorded, progress);
}

/** Whether the last operation came to its end, its notes included. */
function isRecorded({ previous }: PreparedInstall): boolean {
  return previous.record?.info.status === 'deployed' && previous.stored?.state.journal === null;
}

function isNoChange({ prunes, version, previous, entries }: PreparedInstall): boolean {
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
