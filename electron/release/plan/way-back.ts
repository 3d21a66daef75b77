// The way back from a change, looked at before the change is begun. ODIN goes it by itself, so what is on it has to be known:
// either this machine made the revision at its end, or all that it would write is in the plan's sentences.
import { formatRef } from '../../../shared/model/object.ts';
import type { Aim } from '../context.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { readLive } from '../object/live.ts';
import type { Book } from '../record/book.ts';
import { contentOf } from '../record/content.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { desiredOf } from '../wanted/manifest.ts';
import { resolve } from '../wanted/resolve.ts';
import { withOwnedReplicas } from '../wanted/scaled.ts';
import { Assessor } from './assess.ts';

/** How many objects are named. */
const NAMED = 3;

/** What going back would write that is not in the cluster now; nothing where the revision is one of this machine's. */
export interface WayBack {
  readonly entries: readonly Entry[];
  /** Sentences for the plan. */
  readonly warnings: readonly string[];
  /** Not all that it would write is known: whoever approves the change does not approve this. */
  readonly isUnclear?: true;
}

const KNOWN: WayBack = { entries: [], warnings: [] };

/**
 * Looks at the way back to `good`. What the state says of its objects does not count: it may be anybody's.
 *
 * Throws as `KubeClient.request` does.
 */
export async function lookBack(book: Book, good: HelmRelease | undefined): Promise<WayBack> {
  const { cluster, target } = book;
  const { approvals } = cluster;
  if (good === undefined || approvals === undefined) return KNOWN;
  if (await approvals.knows(target, contentOf(good))) return KNOWN;
  const { wanted, problems } = await resolve(cluster, desiredOf(target, good));
  const live = await readLive(
    cluster,
    wanted.filter(({ untried }) => untried === undefined),
  );
  const aim: Aim = { ...target, consent: ['force'] };
  const assessor = new Assessor(cluster, aim);
  const assessed = await inParallel(wanted, async (unsettled): Promise<Entry> => {
    const one = await withOwnedReplicas(cluster, unsettled, live);
    return { ...one, assessment: await assessor.assess(one, { live, stamp: undefined }) };
  });
  const entries = assessed.filter(({ assessment }) => assessment.op !== 'unchanged');
  if (entries.length === 0 && problems.length === 0) return KNOWN;
  if (problems.length > 0) {
    const why = `Revision ${good.version}, to which ODIN would go back if this cannot become healthy, was not made on this machine, and cannot be gone back to as it is: ${problems.join(' ')}`;
    return { entries, warnings: [why], isUnclear: true };
  }
  const names = entries.slice(0, NAMED).map(({ ref }) => formatRef(ref));
  const more = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
  const { release, namespace } = target;
  const sentence = `Should this fail, ODIN goes back to revision ${good.version}, which was not made on this machine and differs from the cluster: that would also write ${names.join(', ')}${more}. See it first: helm get manifest ${release} --revision ${good.version} --namespace ${namespace}`;
  return { entries, warnings: [sentence] };
}
