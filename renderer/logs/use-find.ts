// The hit that a person is at, and the steps to the next.
import { useState } from 'react';
import { placeOf } from './log-index.ts';

export interface Find {
  /** The number of the entry that is gone to; undefined until somebody goes to one. */
  readonly focused: number | undefined;
  /** One-based, of the hits; 0 before any. */
  readonly at: number;
  /** To the next one, or with −1 to the one before; round at the ends. */
  readonly step: (by: 1 | -1) => void;
}

/** Begins anew with each pattern, at the newest hit: what happened last is what is sought first. */
export function useFind(hits: readonly number[], pattern: RegExp | undefined): Find {
  const [state, setState] = useState<{ readonly pattern: RegExp | undefined; readonly focused: number }>();
  const focused = state !== undefined && state.pattern === pattern ? state.focused : undefined;
  const place = focused === undefined ? hits.length : placeOf(hits, focused);
  return {
    focused,
    at: focused === undefined ? 0 : Math.min(hits.length, place + 1),
    step: (by) => {
      if (hits.length === 0) return;
      const next = focused === undefined ? hits.length - 1 : (place + by + hits.length) % hits.length;
      setState({ pattern, focused: hits[next] ?? 0 });
    },
  };
}
