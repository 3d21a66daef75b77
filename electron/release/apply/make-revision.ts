// Carries out a confirmed plan that makes a revision: apply, verify, prune, record; and goes back when it cannot become healthy.
import { type AppError, toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { ReleaseContext } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import { type Locked, withLock } from '../lock/lock.ts';
import type { Entry } from '../object/entry.ts';
import { manifestFor } from '../plan/new-record.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { recheckRevision } from '../plan/recheck.ts';
import type { StoredState } from '../record/state.ts';
import { type Applied, applyStages } from './apply-stages.ts';
import { makeHome, makeNamespaces, unmakeNamespaces } from './make-namespaces.ts';
import { begin, CLOSING_LIMIT_MS, close, journalOf, notePruning, settle } from './notes.ts';
import { type Ending, errorOf, type Progress } from './progress.ts';
import { removeAll } from './remove.ts';
import { rollBack } from './roll-back.ts';
import { verifyAll } from './verify-all.ts';

/**
 * Applies a plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `invalid` or `conflict` for a plan that does not hold.
 */
export async function makeRevision(
  context: ReleaseContext,
  prepared: PreparedRevision,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  if (isDeployed(prepared) && isNoChange(prepared)) return keep(context, prepared, progress, signal);
  const applied: Applied = new Map();
  await makeHome(context, prepared, applied, progress, signal);
  return withLock(context, prepared, prepared.verb, signal, async (locked) => {
    const begun = await prepare(locked, prepared, applied, progress);
    return carryOut(locked, prepared, begun, applied, progress);
  });
}

/** Nothing to apply: the health of what is there is looked at, and notes that an interrupted operation left are closed. */
async function keep(
  context: ReleaseContext,
  prepared: PreparedRevision,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  const entries = await recheckRevision(context, prepared, new Map(), signal);
  progress.phase('verifying');
  const failure = await verifyAll(context, entries, progress, signal);
  const { stored } = prepared.previous;
  if (stored !== null && stored.state.journal === null) return conclude(failure, progress, {});
  return withLock(context, prepared, prepared.verb, signal, async (locked) => {
    progress.phase('recording');
    await settle(locked.context, prepared, entries, locked.signal);
    return conclude(failure, progress, {});
  });
}

interface Begun {
  readonly entries: readonly Entry[];
  readonly notes: StoredState;
}

/** Looks once more under the lock, and notes what is to be done. What fails here leaves nothing behind. */
async function prepare(
  { context, signal }: Locked,
  prepared: PreparedRevision,
  applied: Applied,
  progress: Progress,
): Promise<Begun> {
  let entries: readonly Entry[];
  try {
    entries = await recheckRevision(context, prepared, applied, signal);
    await makeNamespaces(context, prepared, entries, applied, progress, signal);
  } catch (error) {
    await unmakeNamespaces(context, prepared, applied);
    throw error;
  }
  return { entries, notes: await begin(context, prepared, entries, progress, signal) };
}

async function carryOut(
  locked: Locked,
  prepared: PreparedRevision,
  { entries, notes: begun }: Begun,
  applied: Applied,
  progress: Progress,
): Promise<Operation> {
  const { context, signal } = locked;
  let notes = begun;
  let failure: AppError | undefined;
  let isHealthy = false;
  try {
    progress.phase('applying');
    await applyStages(context, entries, applied, progress, signal);
    progress.phase('verifying');
    failure = await verifyAll(context, entries, progress, signal);
    isHealthy = failure === undefined;
    if (isHealthy && prepared.prunes.length > 0) {
      progress.phase('deleting');
      notes = await notePruning(context, prepared, notes, signal);
      await removeAll(context, prepared.prunes, progress, signal);
    }
  } catch (error) {
    failure = locked.lost ?? toAppError(error);
  }
  const pruned = failure === undefined;
  const goesBack = !isHealthy && failure !== undefined && mayRollBack(prepared, failure, locked);
  const next = goesBack ? journalOf('rollback', prepared.previous.revision + 2, progress) : null;
  progress.phase(goesBack ? 'rollingBack' : 'recording');
  const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
  const outcome = { applied, notes, failure, pruned, next };
  const unrecorded = await close(context, prepared, entries, outcome, closing);
  if (failure === undefined || !goesBack || unrecorded !== undefined) {
    return conclude(failure ?? unrecorded, progress, offerFor(prepared));
  }
  return rollBack(locked, prepared, failure, progress);
}

/** Whether the state before it is known, and its failure is of the kind that going back mends. */
function mayRollBack({ verb, previous }: PreparedRevision, failure: AppError, { lost }: Locked): boolean {
  return verb === 'upgrade' && previous.lastGood !== undefined && failure.code !== 'cancelled' && lost === undefined;
}

function offerFor({ verb }: PreparedRevision): Ending {
  return verb === 'install' ? { offer: 'cleanUp' } : {};
}

/** Whether the newest revision is one that became healthy; its notes may be unfinished. */
function isDeployed({ previous }: PreparedRevision): boolean {
  return previous.record?.info.status === 'deployed';
}

function isNoChange({ prunes, version, previous, entries, values }: PreparedRevision): boolean {
  const isSame = prunes.length === 0 && entries.every(({ assessment }) => assessment.op === 'unchanged');
  const { record } = previous;
  // What was deleted by hand, and is not wanted any more, changes the manifest alone.
  if (!isSame || record?.chart.metadata.version !== version) return false;
  return record.manifest === manifestFor(entries) && isEqual(record.config ?? {}, values?.supplied ?? {});
}

function conclude(failure: AppError | undefined, progress: Progress, ending: Ending): Operation {
  if (failure === undefined) return progress.end('succeeded');
  if (failure.code === 'cancelled') return progress.end('cancelled', ending);
  return progress.end('failed', { ...ending, ...errorOf(failure) });
}
