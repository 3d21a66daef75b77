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
  // A pair of choices is a number, and its place in `open` says whether it is still to be met.
  const pairsOf = (selection: ReadonlySet<string>) => {
    const has = names.map((name) => Number(selection.has(name)));
    return has.flatMap((a, row) =>
      has.slice(row + 1).map((b, after) => ((row * names.length + row + 1 + after) * 2 + a) * 2 + b),
    );
  };
  const candidates = selections.map((selection) => ({ selection, pairs: pairsOf(selection) }));
  const open = new Uint8Array(4 * names.length ** 2);
  for (const { pairs } of candidates) for (const pair of pairs) open[pair] = 1;
  const chosen: ReadonlySet<string>[] = [];
  while (open.includes(1)) {
    const gains = candidates.map(({ pairs }) => pairs.reduce((sum, pair) => sum + (open[pair] ?? 0), 0));
    const best = candidates[gains.indexOf(Math.max(...gains))];
    for (const pair of best?.pairs ?? []) open[pair] = 0;
    chosen.push(best?.selection ?? new Set());
  }
  return chosen;
}
