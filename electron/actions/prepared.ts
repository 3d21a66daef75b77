// An action that was looked at: what is told of it, and how it is done.

import type { KubeObject } from '../../shared/model/object.ts';
import type { ActionPreview } from '../../shared/model/object-action.ts';
import type { Cluster } from '../release/context.ts';
import type { Target } from './target.ts';

/** What a page alone may not decide, by the names of objects. */
export interface ActionStakes {
  /** Data that is lost for good. */
  readonly losses: readonly string[];
  /** What gets rights, or no longer keeps others from them. */
  readonly grants: readonly string[];
  /** What runs another program, or the same in another way. */
  readonly runs?: readonly string[];
  /** What is not the stack’s, and may mean anything to whoever made it. */
  readonly others?: readonly string[];
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
  const { losses, grants, runs = [], others = [], stranger } = stakes;
  const isNothing = [losses, grants, runs, others].every(({ length }) => length === 0) && stranger === undefined;
  return isNothing ? {} : { stakes };
}
