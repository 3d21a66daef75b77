// Approvals: with a plan goes how its change may be ended, should it be interrupted. A plan that is made later, from what the
// cluster says by then, stays within that, or is shown to a person.
import { record } from '../../../shared/json.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Approval } from '../context.ts';
import { hashOf } from '../fields/canonical.ts';
import { policyOf } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { contentOf } from '../record/content.ts';
import type { HelmRelease } from '../record/record-format.ts';
import type { PreparedPlan, PreparedRevision, PreparedUninstall, Removal } from './prepared.ts';

/** What goes with a new revision: itself, the way back from it, what either deletes. `pending` is its record. */
export function approvalOfRevision(
  id: string,
  { previous, prunes, isBackUnclear }: Pick<PreparedRevision, 'previous' | 'prunes' | 'isBackUnclear'>,
  entries: readonly Entry[],
  pending: HelmRelease,
): Approval {
  const good = isBackUnclear === true ? undefined : previous.good;
  return {
    id,
    contents: [contentOf(pending), ...(good === undefined ? [] : [contentOf(good)])],
    generated: entries.filter(isGenerated).map(generationOf),
    removals: prunes.map(removalOf),
    made: entries.filter(isDeletedOnTheWayBack).flatMap(endsOf),
  };
}

/** What goes with an uninstall: to the end of it. */
export function approvalOfUninstall(id: string, { removals, deleteData }: PreparedUninstall): Approval {
  return { id, contents: [], generated: [], removals: removals.map(removalOf), made: [], deleteData };
}

/** What of a plan was not approved, named in a few words; undefined when all of it was. */
export function excessOf(approval: Approval, prepared: PreparedPlan): string | undefined {
  const { removals, made } = approval;
  const isShown = (removal: Removal): boolean =>
    removals.includes(removalOf(removal)) ||
    (approval.deleteData === undefined && made.includes(objectOf(removal.item, removal.takesClaims)));
  if (prepared.verb === 'uninstall') {
    if (approval.deleteData === undefined) return 'an uninstall';
    if (approval.deleteData !== prepared.deleteData)
      return `an uninstall that ${prepared.deleteData ? 'deletes' : 'keeps'} data`;
    return deletionOf(prepared.removals.find((removal) => !isShown(removal)));
  }
  const { content, entries, prunes, previous } = prepared;
  const { good } = previous;
  if (content === undefined || !approval.contents.includes(content)) return 'the objects of another revision';
  if (good !== undefined && !approval.contents.includes(contentOf(good))) return 'a way back to another revision';
  const foreign = entries.filter(isGenerated).find((entry) => !approval.generated.includes(generationOf(entry)));
  if (foreign !== undefined) return `another ${formatRef(foreign.ref)}`;
  return deletionOf(prunes.find((removal) => !isShown(removal)));
}

function deletionOf(removal: Removal | undefined): string | undefined {
  return removal === undefined ? undefined : `the deletion of ${formatRef(removal.item)}`;
}

/** Made of what the journal holds, for no record does; a release's own Namespace is made by whoever finishes it. */
function isGenerated({ ref, mode, assessment }: Entry): boolean {
  return mode === 'create' && ref.kind !== 'Namespace' && assessment.op === 'created';
}

function isDeletedOnTheWayBack({ mode, recorded }: Entry): boolean {
  return mode === 'apply' && policyOf(recorded).policy === 'delete';
}

function generationOf({ ref, recorded }: Entry): string {
  return short([refKey(ref), recorded]);
}

function removalOf({ item, uid, takesClaims }: Removal): string {
  return short([refKey(item), uid, takesClaims === true]);
}

/** With its claims only where it was made so, whatever somebody has made of it since. */
function endsOf({ ref, recorded }: Entry): readonly string[] {
  const { whenDeleted } = record(record(recorded.spec).persistentVolumeClaimRetentionPolicy);
  return [objectOf(ref), ...(whenDeleted === 'Delete' ? [objectOf(ref, true)] : [])];
}

function objectOf(ref: ObjectRef, takesClaims = false): string {
  return short(takesClaims ? [refKey(ref), 'claims'] : refKey(ref));
}

/** 128 bits, as of a stamp. */
function short(value: unknown): string {
  return hashOf(value).slice(0, 32);
}
