// The stakes of a plan: data that is lost for good, rights that are granted by objects that this app does not vouch for.
import { formatRef } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Stakes } from '../../../shared/model/plan.ts';
import { isKeptKind } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { mayDelete } from '../object/may-delete.ts';
import { isGuard, type Origin, reachesFurther, reachOf } from '../object/reach.ts';
import type { Removal } from './prepared.ts';

/** What a plan writes and deletes. */
export interface Deeds {
  /** The release's namespace. */
  readonly home: string;
  readonly entries: readonly Entry[];
  /** What the way back would write: nobody vouches for any of it, see `lookBack`. */
  readonly back?: readonly Entry[] | undefined;
  readonly removals: readonly Removal[];
  /** The objects are a record's, not the app's or a person's own. */
  readonly isOfRecord?: boolean;
  /** See `Desired`. */
  readonly isVouched?: ((ref: ObjectRef) => boolean) | undefined;
}

/** As a part of a plan: nothing where nothing is at stake. */
export function stakesOf({ home, entries, back = [], removals, isOfRecord = false, isVouched = () => false }: Deeds): {
  readonly stakes?: Stakes;
} {
  const losses = [
    ...removals.filter(losesData).map(({ item }) => formatRef(item)),
    ...[...entries, ...back].filter(mayLoseData).map(({ ref }) => formatRef(ref)),
  ];
  // What is generated for a record's revision is in no record: whoever vouches for that does not for this.
  const isAnybodys = ({ ref, mode }: Entry): boolean => !isVouched(ref) || (isOfRecord && mode === 'create');
  const grants = [
    ...entries.filter((one) => isAnybodys(one) && grantsMore(one, { home, isUnknown: isOfRecord })),
    ...back.filter((one) => grantsMore(one, { home, isUnknown: true })),
  ].map(({ ref }) => formatRef(ref));
  // Where all of a release goes, what has guarded it may go with it.
  const unguarded = entries.length === 0 ? [] : removals.filter(({ item }) => isGuard(item) && !isVouched(item));
  const all = [...grants, ...unguarded.map(({ item }) => formatRef(item))];
  return losses.length + all.length === 0
    ? {}
    : { stakes: { losses: [...new Set(losses)], grants: [...new Set(all)] } };
}

/** Whether an object grants anything that is not granted now, or keeps others from less. */
export function grantsMore({ ref, body, assessment }: Entry, origin: Origin): boolean {
  const { op, before, after } = assessment;
  if (op === 'unchanged') return false;
  if (op === 'configured') return reachesFurther(ref, { before, after: after ?? body }, origin);
  return reachOf(ref, body, origin).length > 0;
}

function losesData({ item, takesClaims }: Removal): boolean {
  const isVolume = item.kind === 'PersistentVolume' && item.apiVersion === 'v1';
  return isKeptKind(item) || isVolume || takesClaims === true || item.policy === 'keep';
}

function mayLoseData({ body, assessment: { op, before, after } }: Entry): boolean {
  return op === 'configured' && mayDelete(before, after ?? body);
}
