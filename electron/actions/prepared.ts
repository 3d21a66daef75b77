// An action that was looked at: what is told of it, and how it is done.

import type { KubeObject } from '../../shared/model/object.ts';
import type { ActionPreview } from '../../shared/model/object-action.ts';
import type { Cluster } from '../release/context.ts';
import type { Target } from './target.ts';

/** What a page alone may not decide, by the names of objects. */
export interface ActionStakes {
  /** Data that is lost for good. */
  readonly losses: readonly string[];
  /** What gets rights, runs something else, or no longer keeps others from it. */
  readonly grants: readonly string[];
  /** The release of somebody else that it belongs to. */
  readonly stranger?: string;
}

/** Nothing of an action that is prepared has been done. */
export interface Prepared {
  readonly target: Target;
  readonly told: Omit<ActionPreview, 'hash' | 'verb' | 'object'>;
  /** Absent where nothing is at stake. */
  readonly stakes?: ActionStakes;
  /** Whether it may be done in spite of the conflicts that were told. */
  readonly mayTakeOver?: boolean;
  /**
   * Does it to `live`, the object as it was looked at but for its status, on condition that it is that still. Gives what was
   * done, as a sentence. Throws as `KubeClient.request` does; a 409 says that it has moved.
   */
  readonly write: (cluster: Cluster, live: KubeObject) => Promise<string>;
}

/** As a part of what is prepared: nothing where nothing is at stake. */
export function atStake(stakes: ActionStakes): { readonly stakes?: ActionStakes } {
  const isNothing = stakes.losses.length + stakes.grants.length === 0 && stakes.stranger === undefined;
  return isNothing ? {} : { stakes };
}
