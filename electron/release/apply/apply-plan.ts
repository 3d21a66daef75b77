// Carries out a plan that a person confirmed; the one way in which the engine changes a cluster.
import { assertNever } from '../../../shared/assert-never.ts';
import { toAppError } from '../../../shared/errors.ts';
import type { Operation } from '../../../shared/model/operation.ts';
import type { ReleaseContext } from '../context.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import { refuseBlocked } from '../plan/recheck.ts';
import { openBook } from '../record/book.ts';
import { makeRevision } from './make-revision.ts';
import { Progress } from './progress.ts';
import { uninstall } from './uninstall.ts';

/**
 * Applies a prepared plan under the release's lock and tells of it through `onProgress`, first before this returns its promise, last when
 * it ends.
 * Aborting `signal` ends it as `cancelled`, with what was done recorded.
 *
 * Throws `AppError` when the plan does not hold any more or somebody else is at work (`conflict`, `invalid`), or the cluster cannot be asked: nothing
 * was changed then. Everything later is told by the operation's phase and error.
 */
export async function applyPlan(
  context: ReleaseContext,
  prepared: PreparedPlan,
  onProgress: (operation: Operation) => void,
  signal: AbortSignal,
): Promise<Operation> {
  refuseBlocked(prepared);
  const progress = new Progress(prepared, onProgress);
  const book = openBook(context, prepared, signal);
  try {
    switch (prepared.verb) {
      case 'install':
      case 'upgrade':
      case 'rollback':
        return await makeRevision(book, prepared, progress);
      case 'uninstall':
        return await uninstall(book, prepared, progress);
      default:
        return assertNever(prepared);
    }
  } catch (error) {
    if (toAppError(error).code === 'cancelled') return progress.end('cancelled');
    throw error;
  } finally {
    progress.stop();
  }
}
