// The Secret whose keys are files for Alertmanager: which keys it has, and one of them put there. Its values are never read out.
import { AppError } from '../../shared/errors.ts';
import type { PutSecret } from '../../shared/model/receiver.ts';
import { RECEIVER_SECRET } from '../../shared/model/receiver-kinds.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { explained } from '../actions/explained.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { readSecretData } from './read-secret.ts';

/** Somebody is waiting meanwhile. */
const TIMEOUT_MS = 10_000;
/** Of its own, so that `managedFields` say who wrote which key. */
const MANAGER = 'odin-control-panel-receivers';
const COLLECTION = `/api/v1/namespaces/${STACK_NAMESPACE}/secrets`;
const TITLE = `Secret/${STACK_NAMESPACE}/${RECEIVER_SECRET}`;

/** It is no part of the release, so that an uninstall leaves it as it leaves other people's objects; the label says whose it is. */
const METADATA = {
  name: RECEIVER_SECRET,
  namespace: STACK_NAMESPACE,
  labels: { 'app.kubernetes.io/managed-by': 'odin-control-panel', 'app.kubernetes.io/component': 'alertmanager' },
};

/** The names of its keys; none where there is no such Secret. Throws in a sentence what the API server refuses. */
export async function readSecretKeys(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  const secret = { namespace: STACK_NAMESPACE, name: RECEIVER_SECRET };
  const data = await readSecretData(client, secret, signal).catch((error: unknown) => {
    throw explained(TITLE, error);
  });
  return Object.keys(data ?? {}).sort();
}

/** Puts one key there, and makes the Secret where there is none; the other keys stay. Throws as {@link readSecretKeys}. */
export async function putSecretKey(client: KubeClient, { key, value }: PutSecret, signal: AbortSignal): Promise<void> {
  // Its kind is what masks of the log learn the value by.
  const secret = { apiVersion: 'v1', kind: 'Secret', data: { [key]: Buffer.from(value, 'utf8').toString('base64') } };
  const query = { fieldManager: MANAGER };
  const patch = () =>
    client.request({
      method: 'PATCH',
      path: `${COLLECTION}/${RECEIVER_SECRET}`,
      query,
      contentType: 'application/merge-patch+json',
      body: secret,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  const create = () =>
    client.request({
      method: 'POST',
      path: COLLECTION,
      query,
      body: { ...secret, type: 'Opaque', metadata: METADATA },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  try {
    await patch().catch(async (error: unknown) => {
      if (!hasStatus(error, 404)) throw error;
      // Somebody else may make it in between.
      await create().catch((refused: unknown) => (hasStatus(refused, 409) ? patch() : Promise.reject(refused)));
    });
  } catch (error) {
    if (hasStatus(error, 404))
      throw new AppError('notFound', `Namespace ${STACK_NAMESPACE} does not exist yet: install the stack first.`, {
        subject: TITLE,
        cause: error,
      });
    throw explained(TITLE, error);
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}
