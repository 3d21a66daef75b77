// Does an action on an object for the window: what the page alone may not decide is asked about outside of it, by the action that is
// held here.
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ActionResult } from '../../shared/model/object-action.ts';
import type { Clusters } from './clusters.ts';
import type { Ask } from './question.ts';

/**
 * Does the action with this hash on the chosen cluster, after `ask` has said yes where something is at stake.
 *
 * Throws `cancelled` after a no, `conflict` where the action or the cluster is another one by then, and as `Actions.run` does.
 */
export async function runConfirmed(
  clusters: Pick<Clusters, 'session' | 'sessionOrNull'>,
  hash: string,
  ask: Ask,
  signal: AbortSignal,
): Promise<ActionResult> {
  const { session } = clusters;
  const { context, actions } = session;
  const { stakes, verb, object } = actions.shown(hash);
  if (stakes === undefined) return actions.run(hash, signal);
  if (!(await ask({ about: 'action', cluster: context.name, verb, object: formatRef(object), ...stakes }))) {
    throw new AppError('cancelled', 'Cancelled.');
  }
  if (clusters.sessionOrNull !== session) {
    throw new AppError('conflict', 'Another cluster was chosen meanwhile; look at it again.');
  }
  // What was looked at meanwhile may have this hash.
  if (!isDeepStrictEqual(actions.shown(hash).stakes, stakes)) {
    throw new AppError('conflict', 'It has changed since it was asked about; look at it again.');
  }
  return actions.run(hash, signal);
}
