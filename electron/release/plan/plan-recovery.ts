// What ending an interrupted change would do: going back to what was healthy before it, or going on with it.
import { AppError } from '../../../shared/errors.ts';
import type { Interruption } from '../../../shared/model/interruption.ts';
import type { Aim, ReleaseContext } from '../context.ts';
import { interruptionOf } from '../look/interruption.ts';
import { type Previous, readPrevious } from '../look/previous.ts';
import { readRevision } from '../record/record.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { planRevision } from './plan-revision.ts';
import { planRollback } from './plan-rollback.ts';
import { planUninstall } from './plan-uninstall.ts';
import type { PreparedPlan } from './prepared.ts';

/** Which release, and which way: back where there is one, or on. */
export interface RecoveryAim extends Aim {
  readonly how: 'undo' | 'finish';
}

/**
 * Plans the end of what was interrupted: writes nothing. What was healthy already, and an uninstall, can only be finished.
 *
 * Throws `notFound` when nothing was interrupted, or what was begun is not known any more; and as `planRevision` does.
 */
export async function planRecovery(
  context: ReleaseContext,
  { how, ...aim }: RecoveryAim,
  signal: AbortSignal,
): Promise<PreparedPlan> {
  const previous = await readPrevious(context, aim, signal);
  const interruption = interruptionOf(previous);
  if (interruption === undefined) {
    const message = `No change of release ${aim.release} in namespace ${aim.namespace} was interrupted.`;
    throw new AppError('notFound', message);
  }
  const { verb, startedAt } = interruption;
  return {
    ...(await planEnd(context, { how, ...aim }, previous, interruption, signal)),
    interrupted: { verb, startedAt },
  };
}

async function planEnd(
  context: ReleaseContext,
  { how, ...aim }: RecoveryAim,
  previous: Previous,
  { verb, undo, lastGood, revision }: Interruption,
  signal: AbortSignal,
): Promise<PreparedPlan> {
  if (verb === 'uninstall') {
    const deleteData = previous.stored?.state.journal?.deleteData === true;
    return planUninstall(context, { ...aim, deleteData }, signal);
  }
  if (how === 'undo' && undo === 'rollBack') return planRollback(context, { ...aim, revision: lastGood }, signal);
  if (how === 'undo' && undo === 'cleanUp') return planUninstall(context, { ...aim, deleteData: false }, signal);
  const begun = await begunRevision(context, aim, previous, revision, signal);
  return planRevision(
    context,
    { desired: desiredOf(aim, begun), consent: aim.consent, title: `Finished ${verb}` },
    signal,
  );
}

/** The revision that was being made; where it was killed before it was recorded, what was there before. */
async function begunRevision(
  context: ReleaseContext,
  aim: Aim,
  { record }: Previous,
  revision: number,
  signal: AbortSignal,
): Promise<HelmRelease> {
  const begun = (await readRevision(context, aim, revision, signal)) ?? record;
  if (begun !== null) return begun;
  const message = `The ${aim.release} that was being installed was never recorded: undo it, then install it again.`;
  throw new AppError('notFound', message, {
    remedy: `odin recover ${aim.release} --namespace ${aim.namespace}`,
  });
}
