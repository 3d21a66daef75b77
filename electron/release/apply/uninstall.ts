// Carries a confirmed uninstall plan out: delete by inventory, wait until gone, remove the records last.
import { toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { type Locked, withLock } from '../lock/lock.ts';
import { approvalOfUninstall } from '../plan/approval.ts';
import type { PreparedUninstall } from '../plan/prepared.ts';
import { recheckUninstall } from '../plan/recheck.ts';
import type { Book } from '../record/book.ts';
import type { ReleaseState, StoredState } from '../record/state.ts';
import { CLOSING_LIMIT_MS, journalOf } from './bookkeeper.ts';
import { errorOf, type Progress } from './progress.ts';
import { removeAll } from './remove.ts';

/**
 * Applies an uninstall plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `conflict` for a plan that does not hold.
 */
export function uninstall(book: Book, prepared: PreparedUninstall, progress: Progress): Promise<Operation> {
  return withLock(book, prepared.verb, (locked) => carryOut(locked, prepared, progress));
}

async function carryOut(locked: Locked, prepared: PreparedUninstall, progress: Progress): Promise<Operation> {
  const { book } = locked;
  const { previous, deleteData } = prepared;
  const { revision } = previous;
  await recheckUninstall(book, prepared);
  const journal = { ...journalOf('uninstall', revision, progress), deleteData };
  const state: ReleaseState = { format: 1, revision, inventory: [...previous.inventory], journal };
  const { approvals } = book.cluster;
  await approvals?.note(book.target, approvalOfUninstall(journal.id, prepared));
  const stored = await book.state.write(state, previous.stored);
  try {
    await book.revisions.update(revision, 'uninstalling', 'Uninstall under way');
    progress.phase('deleting');
    await removeAll({ cluster: book.cluster, progress }, prepared.removals);
    progress.phase('recording');
    await forget(book);
    return progress.end('succeeded');
  } catch (error) {
    const failure = locked.lost ?? toAppError(error);
    await noteFailure(book, stored, failure.message);
    return failure.code === 'cancelled' ? progress.end('cancelled') : progress.end('failed', errorOf(failure));
  }
}

/** Removes what is noted of the release; its Namespace may be gone with all of it. */
async function forget({ revisions, state, cluster, target }: Book): Promise<void> {
  for (const { revision } of await revisions.list()) await revisions.delete(revision);
  await state.delete();
  await cluster.approvals?.settle(target);
}

/** Where this fails, the journal tells that it was interrupted, and the next uninstall goes on from there. */
async function noteFailure(book: Book, stored: StoredState, why: string): Promise<void> {
  const closing = book.within(AbortSignal.timeout(CLOSING_LIMIT_MS));
  await closing.revisions
    .update(stored.state.revision, 'failed', `Uninstall ended early: ${why}`)
    .then(() => closing.state.write({ ...stored.state, journal: null }, stored))
    .then(() => closing.cluster.approvals?.settle(closing.target))
    .catch(() => {});
}
