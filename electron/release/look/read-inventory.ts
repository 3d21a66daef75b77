// The objects that should be in the cluster by ODIN's state, so that what is gone can be told from what never was.
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Book } from '../record/book.ts';
import { refOfItem } from '../record/inventory.ts';
import type { ReleaseState } from '../record/state.ts';

/** The objects that a release has made and still wants. Throws as the book's reads do. */
export async function readInventory({ revisions, state }: Book): Promise<readonly ObjectRef[]> {
  const [labels, stored] = await Promise.all([revisions.list(), state.read()]);
  return stored === null ? [] : expectedBy(stored.state, labels.at(-1)?.revision);
}

/**
 * What a state leaves to expect: nothing while an uninstall is under way, nothing when Helm has changed or removed the
 * release since (`newestRevision` is then not the noted one), nothing that is not known to have been made, and no Job
 * that removes itself.
 */
export function expectedBy(state: ReleaseState, newestRevision: number | undefined): readonly ObjectRef[] {
  if (state.journal?.verb === 'uninstall' || newestRevision !== state.revision) return [];
  return state.inventory.filter(({ uid, done }) => uid !== undefined && done === undefined).map(refOfItem);
}
