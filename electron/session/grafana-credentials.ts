// Reads the one generated secret that a person may see: Grafana's first password.
import { AppError } from '../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { KubeClient } from '../kube/client.ts';
import { GRAFANA_ADMIN } from '../stack/components/rows/grafana-secrets.ts';
import { readSecret } from './read-secret.ts';

const { name, userKey, passwordKey } = GRAFANA_ADMIN;

/** Throws `AppError` `notFound` where the stack is not installed, `invalid` where the Secret is not as ODIN makes it. */
export async function grafanaCredentials(
  client: KubeClient,
  signal: AbortSignal,
): Promise<{ readonly user: string; readonly password: string }> {
  const values = await readSecret(client, { namespace: STACK_NAMESPACE, name }, [userKey, passwordKey], signal);
  if (values === undefined) {
    const subject = `Secret/${STACK_NAMESPACE}/${name}`;
    throw new AppError('notFound', `${subject} does not exist: install the stack first.`, { subject });
  }
  return { user: values[userKey], password: values[passwordKey] };
}
