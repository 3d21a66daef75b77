// For tests: every selection of components that goes together, and a few of them in which every pair of choices occurs.
import type { Component } from '../manifests/component-folders.ts';
import { select } from './selection.ts';

/** The names in all selections that {@link select} does not refuse. */
export function allowedSelections(components: readonly Component[]): readonly ReadonlySet<string>[] {
  const names = components.map(({ name }) => name);
  return Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_name, bit) => (bits >> bit) & 1))
    .map((chosen) => new Set(chosen))
    .filter((chosen) => {
      try {
        return select(components, chosen).length === chosen.size; // the namespace, which is always there, was chosen
      } catch {
        return false;
      }
    });
}

/** As few of the selections as greed finds, in which any two components are together, alone and absent as in all of them. */
export function pairwise(
  components: readonly Component[],
  selections: readonly ReadonlySet<string>[],
): readonly ReadonlySet<string>[] {
  const names = components.map(({ name }) => name);
  const pairsOf = (selection: ReadonlySet<string>) =>
    names.flatMap((a, index) => names.slice(index + 1).map((b) => `${a} ${selection.has(a)} ${b} ${selection.has(b)}`));
  const candidates = selections.map((selection) => ({ selection, pairs: pairsOf(selection) }));
  const open = new Set(candidates.flatMap(({ pairs }) => pairs));
  const chosen: ReadonlySet<string>[] = [];
  while (open.size > 0) {
    const gain = (pairs: readonly string[]) => pairs.reduce((sum, pair) => sum + Number(open.has(pair)), 0);
    const best = candidates.reduce((a, b) => (gain(b.pairs) > gain(a.pairs) ? b : a));
    for (const pair of best.pairs) open.delete(pair);
    chosen.push(best.selection);
  }
  return chosen;
}
