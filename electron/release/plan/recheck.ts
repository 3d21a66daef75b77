// Between looking at a plan and confirming it, the cluster may move: what is applied is what was shown, or nothing.
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import { isEqual } from '../fields/canonical.ts';
import { KEPT_BY_POLICY } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readVersions, type Version } from '../object/versions.ts';
import type { Book } from '../record/book.ts';
import { Assessor } from './assess.ts';
import { withAwaited } from './awaiting.ts';
import { approvedOf } from './plan-hash.ts';
import type { PreparedPlan, PreparedRevision, PreparedUninstall } from './prepared.ts';
import { findRemovals } from './removals.ts';
import { strangersIn } from './strangers.ts';

/**
 * The entries as they are now; only objects that were touched since are tried again.
 *
 * @param made what this very operation has made, by `refKey`
 * Throws `conflict`, naming what moved, when they are not what was shown.
 */
export async function recheckRevision(
  book: Book,
  prepared: PreparedRevision,
  made: ReadonlyMap<string, KubeObject>,
): Promise<readonly Entry[]> {
  await refuseNewRevision(book, prepared);
  const known = prepared.entries.filter(({ ref, untried }) => untried === undefined && !made.has(refKey(ref)));
  const versions = await readVersions(book.cluster, known);
  const again = new Set(known.filter((entry) => !isSame(entry.assessment.live, versions.get(refKey(entry.ref)))));
  const assessor = new Assessor(book.cluster, prepared);
  const tried = await inParallel(prepared.entries, async (entry) =>
    again.has(entry) ? { ...entry, assessment: await assessor.assess(entry) } : entry,
  );
  const entries = withAwaited(tried);
  const moved = entries.flatMap((entry, index) => {
    const shown = prepared.entries[index];
    const isAsShown = shown !== undefined && (shown === entry || isEqual(approvedOf(shown), approvedOf(entry)));
    return isAsShown ? [] : [describe(entry)];
  });
  const pruned = await movedRemovals(book, prepared.prunes);
  refuseMoved([...moved, ...pruned]);
  return entries;
}

/** Throws `conflict` when an object that would be deleted is not the one that was shown. */
export async function recheckUninstall(book: Book, prepared: PreparedUninstall): Promise<void> {
  await refuseNewRevision(book, prepared);
  const moved = await movedRemovals(book, prepared.removals);
  const namespaces = prepared.removals.flatMap(({ item }) => (item.kind === 'Namespace' ? [item.name] : []));
  // Minutes may lie between looking and confirming: somebody else may have moved in.
  const strangers = await inParallel(namespaces, async (name) => {
    const held = await strangersIn(book, name, prepared.previous.inventory);
    return held === undefined ? [] : [`Namespace/${name} also holds ${held}`];
  });
  refuseMoved([...moved, ...strangers.flat()]);
}

function isSame(shown: Version | undefined, now: Version | undefined): boolean {
  return now?.uid === shown?.uid && now?.resourceVersion === shown?.resourceVersion;
}

async function movedRemovals(book: Book, shown: PreparedUninstall['removals']): Promise<readonly string[]> {
  const { removals, left, kept } = await findRemovals(
    book,
    shown.map(({ item }) => item),
  );
  const uids = new Map(removals.map(({ item, uid }) => [refKey(item), uid]));
  const safe = new Set(shown.filter(({ takesClaims }) => takesClaims !== true).map(({ item }) => refKey(item)));
  const taking = removals.filter(({ item, takesClaims }) => takesClaims === true && safe.has(refKey(item)));
  // What is gone by now is gone, as was wanted.
  const replaced = shown.filter(({ item, uid }) => uids.has(refKey(item)) && uids.get(refKey(item)) !== uid);
  return [
    ...replaced.map(({ item }) => `${formatRef(item)} was made anew`),
    ...taking.map(({ item }) => `${formatRef(item)} takes its claims with it by now`),
    ...kept.map((item) => `${formatRef(item)}: ${KEPT_BY_POLICY}`),
    ...left.map(({ reason }) => reason ?? ''),
  ];
}

async function refuseNewRevision({ revisions }: Book, prepared: PreparedPlan): Promise<void> {
  const newest = (await revisions.list()).at(-1)?.revision ?? 0;
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
