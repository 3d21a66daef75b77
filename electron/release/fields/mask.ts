// Values of Secrets never reach anything that can be printed: they are replaced before a plan is written down.
import { isRecord } from '../../../shared/json.ts';

/** What is shown instead. */
export const HIDDEN = '***';

/** Two states of an object's fields; either may be absent. */
export interface Pair {
  readonly before: unknown;
  readonly after: unknown;
}

/** The same with a Secret's values hidden; a changed one shows that it changed. Other kinds stay as they are. */
export function maskPair(kind: string, pair: Pair): Pair {
  if (kind !== 'Secret') return pair;
  return { before: masked(pair.before, pair.after, 'before'), after: masked(pair.after, pair.before, 'after') };
}

function masked(own: unknown, other: unknown, side: 'before' | 'after'): unknown {
  if (!isRecord(own)) return own;
  const copy: Record<string, unknown> = { ...own };
  for (const field of ['data', 'stringData']) {
    const values = own[field];
    if (values === undefined || values === null) continue;
    if (!isRecord(values)) {
      copy[field] = HIDDEN; // it will be refused, and is no less secret for that
      continue;
    }
    const others = isRecord(other) && isRecord(other[field]) ? other[field] : {};
    copy[field] = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        others[key] === undefined || others[key] === value ? HIDDEN : `${HIDDEN} (${side})`,
      ]),
    );
  }
  return copy;
}
