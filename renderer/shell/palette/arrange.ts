// The rows of the palette: what was typed and what was used lately decide which commands there are, and in which order.
import { fuzzyScore } from './fuzzy.ts';

/** In the order in which they stand while nothing is typed. */
export const GROUPS = ['recent', 'go', 'do', 'things', 'clusters'] as const;
export type Group = (typeof GROUPS)[number];

/** What the list needs to know of a command. */
export interface Listed {
  /** The same for the same command from one look to the next: what was used lately is remembered by it. */
  readonly id: string;
  readonly group: Exclude<Group, 'recent'>;
  readonly label: string;
  /** Found by it as well, though later. */
  readonly detail?: string | undefined;
  /** One of many alike: it waits until something is typed. */
  readonly isOneOfMany?: boolean | undefined;
}

export interface Section<T> {
  readonly group: Group;
  readonly commands: readonly T[];
}

/** As many rows as are drawn; who looks for more types a letter more. */
export const MOST_ROWS = 50;
const MOST_RECENT = 5;

/** What can be done from anywhere comes before one thing of many that is called alike. */
const A_COMMAND = 14;
const USED_LATELY = 4;
/** A word that only the detail has counts so much of one in the label. */
const IN_DETAIL = 0.4;

/** @param recent ids of what was used, the latest first */
export function arrange<T extends Listed>(
  commands: readonly T[],
  typed: string,
  recent: readonly string[],
): readonly Section<T>[] {
  return typed.trim() === '' ? untyped(commands, recent) : found(commands, typed, recent);
}

function untyped<T extends Listed>(commands: readonly T[], recent: readonly string[]): readonly Section<T>[] {
  const byId = new Map(commands.map((command) => [command.id, command]));
  const latest = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MOST_RECENT);
  const others = commands.filter((command) => command.isOneOfMany !== true && !latest.includes(command));
  return sectionsOf(
    [...latest.map((command) => ({ group: 'recent' as const, command })), ...others.map(inItsGroup)].slice(
      0,
      MOST_ROWS,
    ),
    GROUPS,
  );
}

function found<T extends Listed>(
  commands: readonly T[],
  typed: string,
  recent: readonly string[],
): readonly Section<T>[] {
  const scored = commands.flatMap((command) => {
    const score = scoreOf(command, typed);
    return score === undefined ? [] : [{ command, score: score + (recent.includes(command.id) ? USED_LATELY : 0) }];
  });
  // Among equals the shorter label is meant sooner.
  scored.sort((one, other) => other.score - one.score || one.command.label.length - other.command.label.length);
  const rows = scored.slice(0, MOST_ROWS).map(({ command }) => inItsGroup(command));
  return sectionsOf(rows, [...new Set(rows.map(({ group }) => group))]);
}

function scoreOf({ group, label, detail, isOneOfMany }: Listed, typed: string): number | undefined {
  const weight = isOneOfMany === true || group === 'things' ? 0 : A_COMMAND;
  const inLabel = fuzzyScore(label, typed);
  if (inLabel !== undefined) return inLabel + weight;
  const inBoth = detail === undefined ? undefined : fuzzyScore(`${label} ${detail}`, typed);
  return inBoth === undefined ? undefined : inBoth * IN_DETAIL;
}

const inItsGroup = <T extends Listed>(command: T): { group: Group; command: T } => ({ group: command.group, command });

function sectionsOf<T>(
  rows: readonly { readonly group: Group; readonly command: T }[],
  order: readonly Group[],
): readonly Section<T>[] {
  return order
    .map((group) => ({ group, commands: rows.filter((row) => row.group === group).map(({ command }) => command) }))
    .filter(({ commands }) => commands.length > 0);
}
