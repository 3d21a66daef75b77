// Plans to go back to an earlier revision.

import { AppError } from '../../../shared/errors.ts';
import type { Consent } from '../../../shared/model/consent.ts';
import type { SeenEdit } from '../../../shared/model/drift.ts';
import { wasHealthy } from '../../../shared/model/revision.ts';
import { shellQuote } from '../../../shared/shell-quote.ts';
import type { Book } from '../record/book.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { planRevision } from './plan-revision.ts';
import type { PreparedRevision } from './prepared.ts';

/** How far a release goes back, and what was agreed to for that. */
export interface RollbackRequest {
  /** Default: the newest that was healthy before the newest of all. */
  readonly revision?: number | undefined;
  /** Its record, where that was read before and is to be held to. */
  readonly record?: HelmRelease | undefined;
  readonly consent: Consent;
  /** See `Aim`. */
  readonly takes?: readonly SeenEdit[] | undefined;
}

/**
 * Plans the way back to a revision.
 *
 * Throws `notFound` when there is no such revision, `invalid` when it never became healthy, and as `planRevision` does.
 */
export async function planRollback(
  book: Book,
  { revision, record, consent, takes }: RollbackRequest,
): Promise<PreparedRevision> {
  const { release, namespace } = book.target;
  const number = revision ?? (await former(book));
  const source = record ?? (await book.revisions.read(number));
  if (source === null) {
    throw new AppError('notFound', `${book.title} has no revision ${number}.`, {
      remedy: `odin history ${shellQuote(release, process.platform)} --namespace ${shellQuote(namespace, process.platform)}`,
    });
  }
  if (!wasHealthy(source.info)) {
    throw new AppError(
      'invalid',
      `${book.title}: revision ${number} is ${source.info.status}, and never became healthy.`,
      {
        remedy: `odin history ${shellQuote(release, process.platform)} --namespace ${shellQuote(namespace, process.platform)}`,
      },
    );
  }
  return planRevision(book, {
    desired: desiredOf(book.target, source),
    source,
    consent,
    takes,
    isWayBack: record !== undefined,
  });
}

async function former({ revisions, target, title }: Book): Promise<number> {
  const labels = await revisions.list();
  const good = labels.slice(0, -1).findLast(wasHealthy);
  if (good !== undefined) return good.revision;
  throw new AppError(
    'notFound',
    labels.length === 0
      ? `There is no release ${target.release} in namespace ${target.namespace}.`
      : `${title} has no earlier revision that was healthy.`,
  );
}
