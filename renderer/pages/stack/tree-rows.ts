// A tree of two levels as rows: which are seen, and where a key leads.

/** A branch and its leaves, by their keys. */
export interface Branch {
  readonly key: string;
  readonly leaves: readonly string[];
  readonly isOpen: boolean;
}

/** What a key asks for: another row, or a branch that opens or closes. */
export type TreeMove = { readonly to: string } | { readonly toggle: string };

/** The keys of the rows that are seen, from the top. */
export function seenRows(branches: readonly Branch[]): readonly string[] {
  return branches.flatMap(({ key, leaves, isOpen }) => (isOpen ? [key, ...leaves] : [key]));
}

/** As the ARIA pattern of trees wants it; undefined for a key that is not one of its own, or leads nowhere. */
export function treeMove(
  pressed: string,
  active: string | undefined,
  branches: readonly Branch[],
): TreeMove | undefined {
  const rows = seenRows(branches);
  const at = active === undefined ? -1 : rows.indexOf(active);
  const own = branches.find(({ key }) => key === active);
  const parent = branches.find(({ leaves }) => active !== undefined && leaves.includes(active));
  const to = (key: string | undefined) => (key === undefined ? undefined : { to: key });
  switch (pressed) {
    case 'ArrowDown':
      return to(rows[Math.min(at + 1, rows.length - 1)]);
    case 'ArrowUp':
      return to(rows[Math.max(at - 1, 0)]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (own === undefined) return undefined;
      return own.isOpen ? to(own.leaves[0]) : { toggle: own.key };
    case 'ArrowLeft':
      if (own?.isOpen === true) return { toggle: own.key };
      return to(parent?.key);
    case 'Enter':
    case ' ':
      return own === undefined ? undefined : { toggle: own.key };
    default:
      return undefined;
  }
}
