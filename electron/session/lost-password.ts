// Grafana's Secret that is gone while Grafana's volume is there: a new password is made, which that Grafana never had.
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { grafana } from '../stack/components/rows/grafana.ts';
import { GRAFANA_ADMIN } from '../stack/components/rows/grafana-secrets.ts';

const CORE = `/api/v1/namespaces/${STACK_NAMESPACE}`;
const SECRET = `${CORE}/secrets/${GRAFANA_ADMIN.name}`;
const CLAIM = `${CORE}/persistentvolumeclaims/${grafana.claim?.name ?? ''}`;

/**
 * Grafana's own way to another password. It is read from standard input, as an argument can be read by others.
 * Source: https://grafana.com/docs/grafana/latest/administration/cli/#reset-admin-password
 */
export const RESET_PASSWORD = `odin password | tail -n 1 | kubectl exec -i -n ${STACK_NAMESPACE} deployment/grafana -- grafana cli --homepath /usr/share/grafana admin reset-admin-password --password-from-stdin`;

/**
 * What is left to do once the stack is installed, in sentences. Nothing is said to a person who may not look.
 *
 * Throws as `KubeClient.request` does.
 */
export async function lostPassword(client: KubeClient, signal: AbortSignal): Promise<readonly string[]> {
  const [secret, claim] = await Promise.all([isThere(client, SECRET, signal), isThere(client, CLAIM, signal)]);
  if (secret !== false || claim !== true) return [];
  return [
    `Secret/${STACK_NAMESPACE}/${GRAFANA_ADMIN.name} is gone, and Grafana's volume is kept: the new Secret has a password that this Grafana does not know. Once all is healthy, set it: ${RESET_PASSWORD}`,
  ];
}

/** Undefined where it may not be asked. */
async function isThere(client: KubeClient, path: string, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    await client.request({ path, signal });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    if (error instanceof ApiError && error.status === 403) return undefined;
    throw error;
  }
}
