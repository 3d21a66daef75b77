// Reads what ODIN put into a Secret of its own.
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';

/** Somebody is waiting meanwhile. */
const TIMEOUT_MS = 5_000;

const secretSchema = z.object({ data: z.record(z.string(), z.base64()).default({}) });

/** A Secret by its name. */
export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The decoded values of these keys; undefined where there is no such Secret.
 *
 * Throws `AppError` `invalid` where a key is missing, and what the client throws.
 */
export async function readSecret<K extends string>(
  client: KubeClient,
  secret: SecretName,
  keys: readonly K[],
  signal: AbortSignal,
): Promise<Readonly<Record<K, string>> | undefined> {
  const data = await readSecretData(client, secret, signal);
  if (data === undefined) return undefined;
  const values = keys.flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]] as const]));
  if (values.length < keys.length) {
    const subject = `Secret/${secret.namespace}/${secret.name}`;
    throw new AppError('invalid', `${subject} has no ${keys.join(' and ')}; ODIN did not make it.`, { subject });
  }
  return Object.fromEntries(values) as Record<K, string>;
}

/** All decoded values of a Secret, none where it is not as Kubernetes keeps them; undefined where there is none. Throws what the client does. */
export async function readSecretData(
  client: KubeClient,
  { namespace, name }: SecretName,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>> | undefined> {
  const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  const answer = await client.request({ path, timeoutMs: TIMEOUT_MS, signal }).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  if (answer === undefined) return undefined;
  const data = secretSchema.safeParse(answer.body).data?.data ?? {};
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}
