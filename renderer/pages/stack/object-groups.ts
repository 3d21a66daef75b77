// The objects of a change by the part that they belong to: those that something happens to first.
import { CHANGE_OPS, type ChangeOp } from '../../../shared/model/change-op.ts';
import { stackText } from '../../text/stack.ts';

/** An object of a plan or of an operation. */
export interface Placed {
  readonly op: ChangeOp;
  readonly part?: string | undefined;
}

/** Those of one part; `part` is absent for what serves all of them. */
export interface ObjectGroup<T extends Placed> {
  readonly part: string | undefined;
  readonly objects: readonly T[];
}

/** Whether something happens to an object. */
export function isTouched({ op }: Placed): boolean {
  return op !== 'unchanged' && op !== 'kept' && op !== 'skipped';
}

/** Parts in the order of their first object, then what serves all of them; last those in which nothing happens. */
export function groupsOf<T extends Placed>(objects: readonly T[]): readonly ObjectGroup<T>[] {
  const byPart = new Map<string | undefined, T[]>();
  for (const object of objects) {
    const own = byPart.get(object.part);
    if (own === undefined) byPart.set(object.part, [object]);
    else own.push(object);
  }
  const rank = ({ part, objects: own }: ObjectGroup<T>) => (own.some(isTouched) ? 0 : 2) + (part === undefined ? 1 : 0);
  return [...byPart].map(([part, own]) => ({ part, objects: own })).sort((a, b) => rank(a) - rank(b));
}

/** "6 to create, 1 to change"; "12 unchanged" only where nothing else can be said. */
export function countWords(objects: readonly Placed[], words: Readonly<Record<ChangeOp, string>>): string {
  const found = CHANGE_OPS.filter((one) => objects.some(({ op }) => op === one));
  return found
    .filter((one) => one !== 'unchanged' || found.length === 1)
    .map((one) => stackText.countOf(objects.filter(({ op }) => op === one).length, words[one]))
    .join(', ');
}
