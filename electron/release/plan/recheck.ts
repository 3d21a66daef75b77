// Between looking at a plan and confirming it, the cluster may move: what is applied is what was shown, or nothing.
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import type { ReleaseContext } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readVersions, type Version } from '../object/versions.ts';
import { listRevisions } from '../record/record.ts';
import { assess, NOTHING_KNOWN } from './assess.ts';
import { approvedOf } from './plan-hash.ts';
import type { PreparedPlan, PreparedRevision, PreparedUninstall } from './prepared.ts';
import { findRemovals } from './removals.ts';

/**
 * The entries as they are now; only objects that were touched since are tried again.
 *
 * @param made what this very operation has made, by `refKey`
 * Throws `conflict`, naming what moved, when they are not what was shown.
 */
export async function recheckRevision(
  context: ReleaseContext,
  prepared: PreparedRevision,
  made: ReadonlyMap<string, KubeObject>,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  await refuseNewRevision(context, prepared, signal);
  const tried = prepared.entries.filter(({ ref, untried }) => untried === undefined && !made.has(refKey(ref)));
  const versions = await readVersions(context, tried, signal);
  const again = new Set(tried.filter((entry) => !isSame(entry.assessment.live, versions.get(refKey(entry.ref)))));
  const entries = await inParallel(prepared.entries, async (entry) =>
    again.has(entry) ? { ...entry, assessment: await assess(context, prepared, entry, NOTHING_KNOWN, signal) } : entry,
  );
  const moved = entries.flatMap((entry, index) => {
    const shown = prepared.entries[index];
    const isAsShown = shown !== undefined && (shown === entry || isEqual(approvedOf(shown), approvedOf(entry)));
    return isAsShown ? [] : [describe(entry)];
  });
  const pruned = await movedRemovals(context, prepared, prepared.prunes, signal);
  refuseMoved([...moved, ...pruned]);
  return entries;
}

/** Throws `conflict` when an object that would be deleted is not the one that was shown. */
export async function recheckUninstall(
  context: ReleaseContext,
  prepared: PreparedUninstall,
  signal: AbortSignal,
): Promise<void> {
  await refuseNewRevision(context, prepared, signal);
  refuseMoved(await movedRemovals(context, prepared, prepared.removals, signal));
}

function isSame(shown: Version | undefined, now: Version | undefined): boolean {
  return now?.uid === shown?.uid && now?.resourceVersion === shown?.resourceVersion;
}

async function movedRemovals(
  context: ReleaseContext,
  prepared: PreparedPlan,
  shown: PreparedUninstall['removals'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { removals, left } = await findRemovals(
    context,
    prepared,
    shown.map(({ item }) => item),
    signal,
  );
  const uids = new Map(removals.map(({ item, uid }) => [refKey(item), uid]));
  // What is gone by now is gone, as was wanted.
  const replaced = shown.filter(({ item, uid }) => uids.has(refKey(item)) && uids.get(refKey(item)) !== uid);
  return [...replaced.map(({ item }) => `${formatRef(item)} was made anew`), ...left.map(({ reason }) => reason ?? '')];
}

async function refuseNewRevision(context: ReleaseContext, prepared: PreparedPlan, signal: AbortSignal): Promise<void> {
  const newest = (await listRevisions(context, prepared, signal)).at(-1)?.revision ?? 0;
  if (newest === prepared.previous.revision) return;
  refuseMoved([`release ${prepared.release} is at revision ${newest} now`]);
}

/** Throws why a plan cannot be applied as it is. */
export function refuseBlocked({ plan }: PreparedPlan): void {
  if (plan.blockers.length === 0) return;
  throw new AppError(plan.conflicts.length > 0 ? 'conflict' : 'invalid', plan.blockers.join(' '));
}

function refuseMoved(moved: readonly string[]): void {
  if (moved.length === 0) return;
  const message = `The cluster has changed since this plan was shown: ${moved.join('; ')}. Look at the new plan and confirm that.`;
  throw new AppError('conflict', message);
}

function describe({ ref, assessment }: Entry): string {
  const name = formatRef(ref);
  if (assessment.blocker !== undefined) return assessment.blocker.replace(/\.$/, '');
  return assessment.op === 'created' ? `${name} is gone` : `${name} is not as it was`;
}
