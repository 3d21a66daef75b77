// What should be in the cluster by ODIN's notes, so that what is gone can be told from what never was.
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { refOfItem } from '../record/inventory.ts';
import { listRevisions } from '../record/record.ts';
import { type ReleaseState, readState } from '../record/state.ts';

/** The objects that release `target` has made and still wants. Throws as `KubeClient.request` and `readState` do. */
export async function readInventory(
  context: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<readonly ObjectRef[]> {
  const [revisions, stored] = await Promise.all([
    listRevisions(context, target, signal),
    readState(context, target, signal),
  ]);
  return stored === null ? [] : expectedBy(stored.state, revisions.at(-1)?.revision);
}

/**
 * What a state leaves to expect: nothing while an uninstall is under way, nothing when Helm has changed or removed the
 * release since (`newestRevision` is then not the noted one), and nothing that is not known to have been made.
 */
export function expectedBy(state: ReleaseState, newestRevision: number | undefined): readonly ObjectRef[] {
  if (state.journal?.verb === 'uninstall' || newestRevision !== state.revision) return [];
  return state.inventory.filter(({ uid }) => uid !== undefined).map(refOfItem);
}
