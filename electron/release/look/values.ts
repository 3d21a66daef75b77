// The values that somebody chose for a release: `helm get values` shows them, and a rollback brings them back.
import type { Book } from '../record/book.ts';
import type { SuppliedValues } from '../record/record-format.ts';

/** What was chosen for the newest revision that became healthy; undefined where there is none, or nothing was chosen. */
export async function readSupplied({
  revisions,
}: Book): Promise<{ readonly revision: number; readonly supplied: SuppliedValues } | undefined> {
  const good = (await revisions.list()).findLast(({ status }) => status === 'deployed');
  if (good === undefined) return undefined;
  const supplied = (await revisions.read(good.revision))?.config ?? {};
  return Object.keys(supplied).length === 0 ? undefined : { revision: good.revision, supplied };
}
