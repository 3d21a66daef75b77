// Reads what ODIN put into a Secret of its own.
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';

/** Somebody is waiting meanwhile. */
const TIMEOUT_MS = 5_000;

const secretSchema = z.object({ data: z.record(z.string(), z.base64()).default({}) });

/**
 * The decoded values of these keys; undefined where there is no such Secret.
 *
 * Throws `AppError` `invalid` where a key is missing, and what the client throws.
 */
export async function readSecret<K extends string>(
  client: KubeClient,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  keys: readonly K[],
  signal: AbortSignal,
): Promise<Readonly<Record<K, string>> | undefined> {
  const subject = `Secret/${namespace}/${name}`;
  const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  const answer = await client.request({ path, timeoutMs: TIMEOUT_MS, signal }).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  });
  if (answer === undefined) return undefined;
  const data = secretSchema.safeParse(answer.body).data?.data;
  const values = keys.map((key) => [key, data?.[key]] as const);
  if (values.some(([, value]) => value === undefined)) {
    throw new AppError('invalid', `${subject} has no ${keys.join(' and ')}; ODIN did not make it.`, { subject });
  }
  const decoded = values.map(([key, value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  return Object.fromEntries(decoded) as Record<K, string>;
}
