// The likeness of a context by its kubeconfig alone: names that anybody may give, and so no more than that.
import type { Distribution } from './distribution.ts';
import { DISTRIBUTIONS } from './table.ts';

export interface ContextNames {
  readonly context: string;
  /** Of the API server's address. */
  readonly host: string;
  readonly file: string;
  /** Whether the API server is at an address of this machine, or of a network at home. */
  readonly isLocal: boolean;
}

/** A row, and the part of the context's name or file that a person chose: a profile, a cluster's name; '' where there is none. */
export interface Likeness {
  readonly distribution: Distribution;
  readonly chosen: string;
}

const LONGEST = 1000;

/**
 * The first that fits: a context's name says more than an address, and that more than a file.
 * @param rows those that are asked about
 */
export function likenessOf(
  { context, host, file, isLocal }: ContextNames,
  rows: readonly Distribution[] = DISTRIBUTIONS,
): Likeness | undefined {
  const fitting = (of: (row: Distribution) => RegExp | undefined, told: string): Likeness | undefined => {
    if (told.length > LONGEST) return undefined;
    for (const distribution of rows) {
      // Who calls a cluster elsewhere after one that is kept at home knows better.
      if (!isLocal && ['inside', 'virtual'].includes(distribution.nodes)) continue;
      const match = of(distribution)?.exec(told);
      if (match != null) return { distribution, chosen: match[1] ?? '' };
    }
    return undefined;
  };
  return fitting((row) => row.context, context) ?? fitting((row) => row.host, host) ?? fitting((row) => row.file, file);
}

/** The part of the context's name, or else of its file's, that a person chose on that distribution; undefined where neither is of it. */
export function chosenOn(
  { context: byContext, file: byFile }: Distribution,
  { context, file }: Pick<ContextNames, 'context' | 'file'>,
): string | undefined {
  const within = (told: string) => (told.length > LONGEST ? '' : told);
  const match = byContext?.exec(within(context)) ?? byFile?.exec(within(file));
  return match == null ? undefined : (match[1] ?? '');
}
