// What going back to an earlier revision would do.
import { AppError } from '../../../shared/errors.ts';
import type { Aim, ReleaseContext, ReleaseTarget } from '../context.ts';
import { listRevisions, readRevision } from '../record/record.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { planRevision } from './plan-revision.ts';
import type { PreparedRevision } from './prepared.ts';

/** Which release goes back, and how far. */
export interface RollbackAim extends Aim {
  /** Default: the newest that was healthy before the newest of all. */
  readonly revision?: number | undefined;
}

/**
 * Plans the way back to a revision.
 *
 * Throws `notFound` when there is no such revision, and as `planRevision` does.
 */
export async function planRollback(
  context: ReleaseContext,
  { revision, consent, ...target }: RollbackAim,
  signal: AbortSignal,
): Promise<PreparedRevision> {
  const number = revision ?? (await former(context, target, signal));
  const source = await readRevision(context, target, number, signal);
  if (source === null) {
    const message = `Release ${target.release} in namespace ${target.namespace} has no revision ${number}.`;
    throw new AppError('notFound', message, {
      remedy: `odin history ${target.release} --namespace ${target.namespace}`,
    });
  }
  return planRevision(context, { desired: desiredOf(target, source), source, consent }, signal);
}

async function former(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal): Promise<number> {
  const revisions = await listRevisions(context, target, signal);
  const good = revisions.slice(0, -1).findLast(({ status }) => status === 'deployed' || status === 'superseded');
  if (good !== undefined) return good.revision;
  const name = `Release ${target.release} in namespace ${target.namespace}`;
  throw new AppError(
    'notFound',
    revisions.length === 0
      ? `There is no release ${target.release} in namespace ${target.namespace}.`
      : `${name} has no earlier revision that was healthy.`,
  );
}
