// Makes one list of the things that happened lately, out of every source.
import type { Recent, RecentEntry } from '../../shared/model/recent.ts';

const MOST = 100;
const MOST_MISSING = 10;

/** A source's entries; `missing` is a sentence where not all of them could be read. */
export interface RecentSource {
  readonly entries: readonly RecentEntry[];
  readonly missing?: string;
}

/** Newest first, at most 100, each id once. `nowMs`: since the epoch. Pure. */
export function recentOf(sources: readonly RecentSource[], nowMs: number): Recent {
  const entries = sources
    .flatMap((source) => source.entries)
    .filter(({ at }) => Number.isFinite(at) && at > 0)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const once = new Map<string, RecentEntry>();
  for (const entry of entries) if (!once.has(entry.id)) once.set(entry.id, entry);
  const missing = new Set(sources.flatMap((source) => source.missing ?? []));
  return { entries: [...once.values()].slice(0, MOST), missing: [...missing].slice(0, MOST_MISSING), at: nowMs };
}
