// Undoes an upgrade that could not become healthy: back to the last good revision, under the same lock.
import { AppError, toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { Locked } from '../lock/lock.ts';
import { approvalOfRevision, excessOf } from '../plan/approval.ts';
import { newRecord } from '../plan/new-record.ts';
import { planRollback } from '../plan/plan-rollback.ts';
import type { PreparedRevision, Removal } from '../plan/prepared.ts';
import { refuseBlocked } from '../plan/recheck.ts';
import type { Book } from '../record/book.ts';
import { stageOf } from '../wanted/stages.ts';
import { CLOSING_LIMIT_MS } from './bookkeeper.ts';
import { errorOf, type Progress } from './progress.ts';
import { RevisionChange } from './revision-change.ts';

/**
 * Applies the last good revision again, frees what is stuck, deletes what the upgrade brought (never data), waits until all
 * is healthy, and records it. The operation ends as failed, for that is what it did; it tells what it went back to.
 *
 * @param failure the one reason why it goes back
 */
export async function rollBack(
  locked: Locked,
  failed: PreparedRevision,
  failure: AppError,
  progress: Progress,
): Promise<Operation> {
  const good = failed.previous.lastGood;
  try {
    const prepared = await planApprovedWayBack(locked.book, failed);
    const problem = await goBack(locked, prepared, progress);
    if (problem !== undefined) throw problem;
    return progress.end('failed', { ...errorOf(failure), ...(good === undefined ? {} : { rolledBackTo: good }) });
  } catch (error) {
    const { code, message } = locked.lost ?? toAppError(error);
    const why = code === 'cancelled' ? 'it was cancelled' : message.replace(/\.$/, '');
    const what = `${failure.message.replace(/\.$/, '')}. Going back to revision ${good} did not succeed: ${why}`;
    // What was cancelled, or taken from it, is an interrupted change, which whoever comes next ends.
    if (code !== 'cancelled' && locked.lost === undefined) await noteFailure(locked.book, `${what}.`);
    return progress.end('failed', {
      errorCode: failure.code,
      error: `${what}.`,
      ...(good === undefined ? {} : { mayGoBackTo: good }),
    });
  }
}

/**
 * The way back as it was when the change was approved, whatever the cluster says of that revision by now. Throws `conflict` where
 * more would be deleted than what came with the change.
 */
async function planApprovedWayBack(book: Book, failed: PreparedRevision): Promise<PreparedRevision> {
  const { consent, takes, entries } = failed;
  const { lastGood, good } = failed.previous;
  const planned = await planRollback(book, { revision: lastGood, record: good, consent, takes });
  const held = { ...planned, previous: { ...planned.previous, lastGood, good } };
  const approved = approvalOfRevision('', failed, entries, newRecord(failed, 'failed', '', 0));
  const excess = excessOf(approved, held);
  if (excess !== undefined) throw new AppError('conflict', `it would bring ${excess}, which was not approved`);
  return held;
}

/** Until it is mended, the release is what it is: where this fails, it looks as if somebody had interrupted it. */
async function noteFailure(book: Book, failure: string): Promise<void> {
  const { state, revisions } = book.within(AbortSignal.timeout(CLOSING_LIMIT_MS));
  try {
    const stored = await state.read();
    const journal = stored?.state.journal;
    if (stored === null || journal === null || journal === undefined) return;
    // It did succeed, and only that could not be written down: whoever comes next does. As a failed one, it would leave no
    // healthy revision to go back to, and undoing it would be an uninstall.
    const labels = await revisions.list();
    if (labels.some(({ revision, status }) => revision === journal.revision && status === 'deployed')) return;
    await state.write({ ...stored.state, journal: { ...journal, failure } }, stored);
    await revisions.update(journal.revision, 'failed', failure);
    await book.cluster.approvals?.settle(book.target);
  } catch {}
}

async function goBack(locked: Locked, prepared: PreparedRevision, progress: Progress): Promise<AppError | undefined> {
  refuseBlocked(prepared);
  const change = new RevisionChange(locked, prepared, { progress, applied: new Map() });
  await change.begin();
  const failure = await change.failureOf(async () => {
    // A webhook that came with the upgrade may be what stands in the way.
    await change.remove(prepared.prunes.filter(isWebhook));
    await change.apply();
    await change.freeStatefulSets();
    await change.remove(prepared.prunes.filter((removal) => !isWebhook(removal)));
    return change.verify();
  });
  // What does not succeed stays in the journal, for a person to end.
  return failure ?? change.close({ failure, pruned: true, isFollowedByRollback: false });
}

function isWebhook({ item }: Removal): boolean {
  return stageOf(item) === 'webhooks';
}
