// Plans to end an interrupted change: back to what was healthy before it, or on with it.

import { AppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import type { Interruption } from '../../../shared/model/interruption.ts';
import { shellQuote } from '../../../shared/shell-quote.ts';
import { interruptionOf } from '../look/interruption.ts';
import { type Previous, readPrevious } from '../look/previous.ts';
import type { Book } from '../record/book.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { planRevision } from './plan-revision.ts';
import { planRollback } from './plan-rollback.ts';
import { planUninstall } from './plan-uninstall.ts';
import type { PreparedPlan } from './prepared.ts';

/** The way: back where there is one, or on; and what was agreed to for it. */
export interface RecoveryRequest {
  readonly how: 'undo' | 'finish';
  readonly consent: Consent;
}

/**
 * Plans the end of what was interrupted: writes nothing. What was healthy already, and an uninstall, can only be finished.
 *
 * Throws `notFound` when nothing was interrupted, or what was begun is not known any more; and as `planRevision` does.
 */
export async function planRecovery(book: Book, request: RecoveryRequest): Promise<PreparedPlan> {
  const previous = await readPrevious(book, request.consent);
  const interruption = interruptionOf(previous);
  if (interruption === undefined) {
    const { release, namespace } = book.target;
    throw new AppError('notFound', `No change of release ${release} in namespace ${namespace} was interrupted.`);
  }
  const { verb, startedAt } = interruption;
  return {
    ...(await planEnd(book, request, previous, interruption)),
    interrupted: { verb, startedAt },
  };
}

async function planEnd(
  book: Book,
  { how, consent }: RecoveryRequest,
  previous: Previous,
  { verb, undo, lastGood, revision }: Interruption,
): Promise<PreparedPlan> {
  if (verb === 'uninstall') {
    const deleteData = previous.stored?.state.journal?.deleteData === true;
    return planUninstall(book, { deleteData, consent });
  }
  if (how === 'undo' && undo === 'rollBack') return planRollback(book, { revision: lastGood, consent });
  if (how === 'undo' && undo === 'cleanUp') return planUninstall(book, { deleteData: false, consent });
  const begun = await begunRevision(book, previous, revision);
  const createOnly = begun.version === revision ? (previous.stored?.state.journal?.createOnly ?? []) : [];
  const desired = { ...desiredOf(book.target, begun), createOnly };
  return planRevision(book, { desired, consent, title: `Finished ${verb}` });
}

/** The revision that was being made; where it was killed before it was recorded, what was there before. */
async function begunRevision(
  { revisions, target: { release, namespace } }: Book,
  { record }: Previous,
  revision: number,
): Promise<HelmRelease> {
  const begun = (await revisions.read(revision)) ?? record;
  if (begun !== null) return begun;
  const message = `The ${release} that was being installed was never recorded: undo it, then install it again.`;
  throw new AppError('notFound', message, {
    remedy: `odin recover ${shellQuote(release, process.platform)} --namespace ${shellQuote(namespace, process.platform)}`,
  });
}
