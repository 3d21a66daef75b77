// What somebody chose for a release: Helm's values, which `helm get values` shows and a rollback brings back.
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { listRevisions, readRevision } from '../record/record.ts';
import type { SuppliedValues } from '../record/record-format.ts';

/** What was chosen for the newest revision that became healthy; undefined where there is none, or nothing was chosen. */
export async function readSupplied(
  context: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<{ readonly revision: number; readonly supplied: SuppliedValues } | undefined> {
  const revisions = await listRevisions(context, target, signal);
  const good = revisions.findLast(({ status }) => status === 'deployed');
  if (good === undefined) return undefined;
  const supplied = (await readRevision(context, target, good.revision, signal))?.config ?? {};
  return Object.keys(supplied).length === 0 ? undefined : { revision: good.revision, supplied };
}
