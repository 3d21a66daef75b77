// Undoes an upgrade that could not become healthy: back to the last good revision, under the same lock.
import { type AppError, toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { Locked } from '../lock/lock.ts';
import { planRollback } from '../plan/plan-rollback.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { refuseBlocked } from '../plan/recheck.ts';
import { stageOf } from '../wanted/stages.ts';
import { type Applied, applyStages } from './apply-stages.ts';
import { freeStatefulSets } from './free-stateful-sets.ts';
import { begin, CLOSING_LIMIT_MS, close } from './notes.ts';
import { errorOf, type Progress } from './progress.ts';
import { removeAll } from './remove.ts';
import { verifyAll } from './verify-all.ts';

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
  const { release, namespace, consent } = failed;
  try {
    const prepared = await planRollback(locked.context, { release, namespace, consent, revision: good }, locked.signal);
    const problem = await goBack(locked, prepared, progress);
    if (problem !== undefined) throw problem;
    return progress.end('failed', { ...errorOf(failure), ...(good === undefined ? {} : { rolledBackTo: good }) });
  } catch (error) {
    const { code, message } = locked.lost ?? toAppError(error);
    const why = code === 'cancelled' ? 'it was cancelled' : message.replace(/\.$/, '');
    const next = `mend that, then run: odin rollback ${release} ${good} --namespace ${namespace}`;
    return progress.end('failed', {
      errorCode: failure.code,
      error: `${failure.message.replace(/\.$/, '')}. Going back to revision ${good} did not succeed: ${why}; ${next}`,
    });
  }
}

async function goBack(locked: Locked, prepared: PreparedRevision, progress: Progress): Promise<AppError | undefined> {
  const { context, signal } = locked;
  const { entries, prunes } = prepared;
  refuseBlocked(prepared);
  const notes = await begin(context, prepared, entries, progress, signal);
  const applied: Applied = new Map();
  let failure: AppError | undefined;
  let pruned = false;
  try {
    // A webhook that came with the upgrade may be what stands in the way.
    const isWebhook = ({ item }: (typeof prunes)[number]): boolean => stageOf(item) === 'webhooks';
    await removeAll(context, prunes.filter(isWebhook), progress, signal);
    await applyStages(context, entries, applied, progress, signal);
    await freeStatefulSets(context, entries, signal);
    await removeAll(
      context,
      prunes.filter((removal) => !isWebhook(removal)),
      progress,
      signal,
    );
    pruned = true;
    failure = await verifyAll(context, entries, progress, signal);
  } catch (error) {
    failure = locked.lost ?? toAppError(error);
  }
  const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
  const outcome = { applied, notes, failure, pruned, next: null };
  return failure ?? (await close(context, prepared, entries, outcome, closing));
}
