// Carries a confirmed uninstall plan out: delete by inventory, wait until gone, remove the records last.
import { toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { ReleaseContext } from '../context.ts';
import { type Locked, withLock } from '../lock/lock.ts';
import { repeated } from '../object/repeated.ts';
import type { PreparedUninstall } from '../plan/prepared.ts';
import { recheckUninstall } from '../plan/recheck.ts';
import { deleteRecord, listRevisions, updateRecord } from '../record/record.ts';
import { statePath, writeState } from '../record/state.ts';
import { CLOSING_LIMIT_MS, journalOf } from './notes.ts';
import { errorOf, type Progress } from './progress.ts';
import { removeAll } from './remove.ts';

/**
 * Applies an uninstall plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `conflict` for a plan that does not hold.
 */
export function uninstall(
  context: ReleaseContext,
  prepared: PreparedUninstall,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  return withLock(context, prepared, prepared.verb, signal, (locked) => carryOut(locked, prepared, progress));
}

async function carryOut(locked: Locked, prepared: PreparedUninstall, progress: Progress): Promise<Operation> {
  const { context, signal } = locked;
  const { previous } = prepared;
  await recheckUninstall(context, prepared, signal);
  const { revision } = previous;
  const { deleteData } = prepared;
  const journal = { ...journalOf('uninstall', revision, progress), deleteData };
  const state = { format: 1 as const, revision, inventory: [...previous.inventory], journal };
  const notes = await writeState(context, prepared, state, previous.stored, signal);
  try {
    await updateRecord(context, prepared, previous.revision, 'uninstalling', 'Uninstall under way', signal);
    progress.phase('deleting');
    await removeAll(context, prepared.removals, progress, signal);
    progress.phase('recording');
    await forget(context, prepared, signal);
    return progress.end('succeeded');
  } catch (error) {
    const failure = locked.lost ?? toAppError(error);
    const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
    const description = `Uninstall ended early: ${failure.message}`;
    await updateRecord(context, prepared, previous.revision, 'failed', description, closing)
      .then(() => writeState(context, prepared, { ...state, journal: null }, notes, closing))
      // The journal then tells that it was interrupted, and the next uninstall goes on from there.
      .catch(() => {});
    return failure.code === 'cancelled' ? progress.end('cancelled') : progress.end('failed', errorOf(failure));
  }
}

/** Removes what is noted of the release; its Namespace may be gone with all of it. */
async function forget(context: ReleaseContext, prepared: PreparedUninstall, signal: AbortSignal): Promise<void> {
  for (const { revision } of await listRevisions(context, prepared, signal)) {
    await deleteRecord(context, prepared, revision, signal);
  }
  const path = statePath(prepared);
  await repeated(() => context.client.request({ method: 'DELETE', path, signal }), signal).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  });
}
