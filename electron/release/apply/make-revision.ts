// Carries out a confirmed plan that makes a revision: apply, verify, prune, record; and goes back when it cannot become healthy.
import type { AppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import { type Locked, withLock } from '../lock/lock.ts';
import { isAsRecorded, isNoChange } from '../plan/no-change.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { recheckRevision } from '../plan/recheck.ts';
import type { Book } from '../record/book.ts';
import { Bookkeeper } from './bookkeeper.ts';
import { makeHome } from './make-namespaces.ts';
import { type Ending, errorOf, type Progress } from './progress.ts';
import { RevisionChange } from './revision-change.ts';
import { rollBack } from './roll-back.ts';
import { verifyAll } from './verify-all.ts';
import type { Work } from './work.ts';

/**
 * Applies a plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `invalid` or `conflict` for a plan that does not hold.
 */
export async function makeRevision(book: Book, prepared: PreparedRevision, progress: Progress): Promise<Operation> {
  const work: Work = { cluster: book.cluster, progress, applied: new Map() };
  if (isAsRecorded(prepared)) return keep(book, prepared, work);
  await makeHome(work, prepared);
  return withLock(book, prepared.verb, async (locked) => {
    const change = new RevisionChange(locked, prepared, work);
    await change.prepare();
    await change.begin();
    return carryOut(locked, change, progress);
  });
}

async function carryOut(locked: Locked, change: RevisionChange, progress: Progress): Promise<Operation> {
  const { prepared } = change;
  let isHealthy = false;
  const failure = await change.failureOf(async () => {
    progress.phase('applying');
    await change.apply();
    progress.phase('verifying');
    const unhealthy = await change.verify();
    isHealthy = unhealthy === undefined;
    if (isHealthy && prepared.prunes.length > 0) {
      progress.phase('deleting');
      await change.notePruning();
      await change.remove(prepared.prunes);
    }
    return unhealthy;
  });
  const goesBack = !isHealthy && failure !== undefined && mayGoBack(prepared, failure, locked);
  progress.phase(goesBack ? 'rollingBack' : 'recording');
  const unrecorded = await change.close({ failure, pruned: failure === undefined, isFollowedByRollback: goesBack });
  if (failure === undefined || !goesBack || unrecorded !== undefined) {
    // Who lost the lock before it could write down how it ended has to say that first.
    return conclude(locked.lost ?? failure ?? unrecorded, progress, offerFor(prepared, isHealthy));
  }
  return rollBack(locked, prepared, failure, progress);
}

/** Nothing to apply: the health of what is there is looked at, and a journal that an interrupted operation left is closed. */
async function keep(book: Book, prepared: PreparedRevision, work: Work): Promise<Operation> {
  const { progress } = work;
  const entries = await recheckRevision(book, prepared, new Map());
  progress.phase('verifying');
  // What is as recorded belongs to a revision that became healthy.
  const failure = await verifyAll(work, entries, true);
  if (isNoChange(prepared)) return conclude(failure, progress, {});
  return withLock(book, prepared.verb, async (locked) => {
    progress.phase('recording');
    await new Bookkeeper(locked.book, prepared, progress).settle(entries);
    return conclude(failure, progress, {});
  });
}

/** Whether the state before it is known, and its failure is of the kind that going back mends. */
function mayGoBack({ verb, previous }: PreparedRevision, failure: AppError, { lost }: Locked): boolean {
  return verb === 'upgrade' && previous.lastGood !== undefined && failure.code !== 'cancelled' && lost === undefined;
}

/** What a person may do; what had become healthy is rather brought to its end. */
function offerFor({ verb, previous, source }: PreparedRevision, isHealthy: boolean): Ending {
  if (verb === 'install') return { offer: 'cleanUp' };
  const good = previous.lastGood;
  // What was tried is not offered again as if it were another way.
  return isHealthy || good === undefined || good === source?.version ? {} : { mayGoBackTo: good };
}

function conclude(failure: AppError | undefined, progress: Progress, ending: Ending): Operation {
  if (failure === undefined) return progress.end('succeeded');
  const { mayGoBackTo: _afterFailure, ...left } = ending;
  if (failure.code === 'cancelled') return progress.end('cancelled', left);
  return progress.end('failed', { ...ending, ...errorOf(failure) });
}
