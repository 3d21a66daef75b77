// The values that somebody chose for a release: `helm get values` shows them, and a rollback brings them back.
import type { Book } from '../record/book.ts';
import type { SuppliedValues } from '../record/record-format.ts';
import { newestGoodIn } from '../record/revisions.ts';

/** What was chosen for the newest revision that became healthy; undefined where there is none, or nothing was chosen. */
export async function readSupplied({
  revisions,
}: Book): Promise<{ readonly revision: number; readonly supplied: SuppliedValues } | undefined> {
  const revision = newestGoodIn(await revisions.list());
  if (revision === undefined) return undefined;
  const supplied = (await revisions.read(revision))?.config ?? {};
  return Object.keys(supplied).length === 0 ? undefined : { revision, supplied };
}
