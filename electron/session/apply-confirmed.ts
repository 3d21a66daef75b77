// Applies a plan for the window: what the page alone may not decide is asked about outside of it, by the plan that is held here
// and not by what the page says of it.
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Clusters } from './clusters.ts';
import type { Ask } from './question.ts';

/**
 * Applies the plan with this hash on the chosen cluster, after `ask` has said yes where something is at stake.
 *
 * Throws `cancelled` after a no, `conflict` where the plan or the cluster is another one by then, and as `Operations.run` does.
 */
export async function applyConfirmed(
  clusters: Pick<Clusters, 'session' | 'sessionOrNull'>,
  hash: string,
  ask: Ask,
): Promise<Operation> {
  const { session } = clusters;
  const { context, operations } = session;
  const { stakes, verb, release, namespace } = operations.shown(hash);
  if (stakes === undefined) return operations.run(hash);
  const isConfirmed = await ask({ about: 'change', cluster: context.name, verb, release, namespace, ...stakes });
  if (!isConfirmed) throw new AppError('cancelled', 'Cancelled.');
  if (clusters.sessionOrNull !== session) {
    throw new AppError('conflict', 'Another cluster was chosen meanwhile; look at the plan again.');
  }
  // A plan that was made meanwhile may have this hash.
  if (!isDeepStrictEqual(operations.shown(hash).stakes, stakes)) {
    throw new AppError('conflict', 'The plan has changed since it was asked about; look at it again.');
  }
  return operations.run(hash);
}
