// Puts a secret of a receiver into the chosen cluster for the window, once a person has said yes outside of the page.
import { AppError } from '../../shared/errors.ts';
import type { PutSecret } from '../../shared/model/receiver.ts';
import { RECEIVER_SECRET } from '../../shared/model/receiver-kinds.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { knownSecrets } from '../log/known-secrets.ts';
import type { Clusters } from './clusters.ts';
import type { Ask } from './question.ts';

/**
 * Throws `cancelled` after a no, `conflict` where another cluster was chosen meanwhile or the key came or went, and as
 * `StackReceivers` does.
 */
export async function putSecretConfirmed(
  clusters: Pick<Clusters, 'session' | 'sessionOrNull'>,
  secret: PutSecret,
  ask: Ask,
  signal: AbortSignal,
): Promise<void> {
  const { session } = clusters;
  const { key } = secret;
  const assertChosen = () => {
    if (clusters.sessionOrNull !== session)
      throw new AppError('conflict', 'Another cluster was chosen meanwhile: nothing was put there.');
  };
  const isThere = await session.receivers.hasSecret(key, signal);
  const place = `${STACK_NAMESPACE}/${RECEIVER_SECRET}`;
  if (!(await ask({ about: 'secret', cluster: session.context.name, key, secret: place, isThere })))
    throw new AppError('cancelled', 'Cancelled.');
  assertChosen();
  // The yes was for what the question said: whether something is overwritten.
  if ((await session.receivers.hasSecret(key, signal)) !== isThere)
    throw new AppError('conflict', `${key} was ${isThere ? 'removed' : 'made'} meanwhile: nothing was put there.`);
  assertChosen();
  // Not before the yes: older secrets are forgotten for it, and a page could make as many as it likes.
  knownSecrets.learn(secret.value);
  await session.receivers.putSecret(secret, signal);
}
