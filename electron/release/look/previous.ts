// A release as the cluster knows it before a change.

import type { Consent } from '../../../shared/model/consent.ts';
import { refOf } from '../../../shared/model/object.ts';
import { heldBy } from '../lock/take-lease.ts';
import { watchLease } from '../lock/watch-lease.ts';
import { policyOf } from '../object/additions.ts';
import type { Obstacle } from '../object/belonging.ts';
import type { Book } from '../record/book.ts';
import { type InventoryItem, joinInventories } from '../record/inventory.ts';
import { type HelmRelease, isOurs } from '../record/record-format.ts';
import { newestGoodIn } from '../record/revisions.ts';
import type { StoredState } from '../record/state.ts';
import { kindsDefinedIn, locate } from '../wanted/locate.ts';
import { objectsOf } from '../wanted/manifest.ts';

/** Revision 0 when there is none. */
export interface Previous {
  readonly revision: number;
  /** The newest record. */
  readonly record: HelmRelease | null;
  /** The revision to go back to: the newest that was deployed and healthy. */
  readonly lastGood: number | undefined;
  /** Its record, as it was when this was read. */
  readonly good?: HelmRelease | undefined;
  readonly stored: StoredState | null;
  /** All that the release has in the cluster, as far as it is recorded. */
  readonly inventory: readonly InventoryItem[];
  /** Why the release may not be changed. */
  readonly obstacle?: Obstacle;
  /** What the person should know, in a sentence. */
  readonly warning?: string;
}

/** Reads the newest record and ODIN's state. */
export async function readPrevious(book: Book, consent: Consent): Promise<Previous> {
  const [labels, stored] = await Promise.all([book.revisions.list(), book.state.read()]);
  const revision = labels.at(-1)?.revision ?? 0;
  const record = revision === 0 ? null : await book.revisions.read(revision);
  const noted = stored?.state.inventory ?? [];
  const isNoted = record === null || record.version === stored?.state.revision;
  const inventory = isNoted ? noted : joinInventories(noted, await inventoryOf(book, record));
  const lastGood = newestGoodIn(labels);
  const good = lastGood === undefined || lastGood === revision ? record : await book.revisions.read(lastGood);
  const known = lastGood === undefined || good === null ? {} : { good };
  return { revision, record, lastGood, ...known, stored, inventory, ...judge(book, consent, record, stored) };
}

/**
 * As {@link readPrevious}, for who plans a change. Where one is under way, whoever makes it is looked at for some seconds:
 * only what nobody is at work on was interrupted.
 */
export async function readForPlan(book: Book, consent: Consent): Promise<Previous> {
  const previous = await readPrevious(book, consent);
  const { stored } = previous;
  if (stored === null || stored.state.journal === null) return previous;
  const lease = await watchLease(book);
  if (lease === undefined) return previous;
  const { warning: _untrue, ...rest } = previous;
  return { ...rest, obstacle: { blocker: heldBy(book, lease) } };
}

/** The objects that a record's manifest names. A chart seldom says which namespace: Helm puts them into the release's. */
async function inventoryOf({ cluster, target }: Book, release: HelmRelease): Promise<readonly InventoryItem[]> {
  const objects = objectsOf(release);
  const { placed } = await locate(cluster, objects, target.namespace, kindsDefinedIn(objects));
  return placed.map(({ object }): InventoryItem => {
    return { ...refOf(object), revision: release.version, ...policyOf(object) };
  });
}

function judge(
  { title, target: { release } }: Book,
  consent: Consent,
  record: HelmRelease | null,
  stored: StoredState | null,
): Pick<Previous, 'obstacle' | 'warning'> {
  if (record === null) return {};
  const { status, last_deployed: since } = record.info;
  const journal = stored?.state.journal;
  if (
    journal !== null &&
    journal !== undefined &&
    (journal.revision >= record.version || journal.verb === 'uninstall')
  ) {
    if (journal.failure !== undefined) return { warning: `${journal.failure} This goes on from there.` };
    return { warning: `An earlier ${journal.verb} of release ${release} was interrupted; this finishes what it left.` };
  }
  if (status.startsWith('pending-') || status === 'uninstalling') {
    const pending = `${title} is ${status} since ${since}`;
    if (consent.includes('takeOver')) return { warning: `${pending}; it is taken over as it was agreed.` };
    const blocker = `${pending}: Helm or another tool is at work on it, or was interrupted; make sure that it is not running any more, then agree to take the release over.`;
    return { obstacle: { blocker, need: 'takeOver' } };
  }
  if (stored !== null) return {};
  if (isOurs(record)) return { warning: `ODIN's notes on release ${release} are gone; its newest record is gone by.` };
  return { obstacle: { blocker: `${title} was made by Helm; ODIN shows it but does not change it.` } };
}
