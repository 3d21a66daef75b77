// The words around what happened lately; what happened is told by the main process.
import { count } from '../format/count.ts';

export const recentText = {
  title: 'Recently',
  loading: 'Reading what happened lately…',
  empty: 'Nothing has happened lately.',
  failed: 'What happened lately cannot be read.',
  lost: (since: string | undefined) => (since === undefined ? 'Nothing is known.' : `Nothing is known since ${since}.`),
  yesterday: 'Yesterday',
  times: (n: number) => count(n, 'time', 'times'),
  showAll: (n: number) => `Show all ${n}`,
  showFew: 'Show fewer',
} as const;
