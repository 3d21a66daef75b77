// All that is known of a cluster at one moment. Never changed: the store makes a new one.
import type { KubeObject } from '../../shared/model/object.ts';
import type { WatchedKindName } from './kinds.ts';

/** `at` and `staleReason` as in `Overview`. Lists of kinds that have not changed are the same lists as before. */
export interface Snapshot {
  readonly namespace: string;
  readonly objects: Readonly<Record<WatchedKindName, readonly KubeObject[]>>;
  /** Whether every essential kind has been read once: before that, what is missing may only be unread. */
  readonly isComplete: boolean;
  /** Until when it is known to be true, in ms since the epoch. */
  readonly at: number;
  readonly stale: boolean;
  /** Whether the API server answers at all: a single watch may be down while it does. */
  readonly isAnswering: boolean;
  /** Why it is stale, in a sentence. */
  readonly staleReason?: string;
  /** Kinds that were asked for and have never been read: they may be forbidden. */
  readonly refused?: readonly WatchedKindName[];
}
