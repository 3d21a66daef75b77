// What somebody chose for a release: Helm's values, which `helm get values` shows and a rollback brings back.
import type { ReleaseContext, ReleaseTarget } from './context.ts';
import { listRevisions, readRevision } from './record.ts';

/** Keys and values as they are in the record; what they mean is not known here. */
export type SuppliedValues = Readonly<Record<string, unknown>>;

export interface Values {
  /** What was chosen alone. */
  readonly supplied: SuppliedValues;
  /** What holds where nothing was chosen: with it, `helm get values --all` tells the whole. */
  readonly defaults: SuppliedValues;
}

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
