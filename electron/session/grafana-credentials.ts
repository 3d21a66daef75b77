// Reads the one generated secret that a person may see: Grafana's first password.
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { GRAFANA_ADMIN } from '../stack/generated-secret.ts';

const { name, userKey, passwordKey } = GRAFANA_ADMIN;

const secretSchema = z.object({ data: z.object({ [userKey]: z.string(), [passwordKey]: z.string() }) });

/** Throws `AppError` `notFound` where the stack is not installed, `invalid` where the Secret is not as ODIN makes it. */
export async function grafanaCredentials(
  client: KubeClient,
  signal: AbortSignal,
): Promise<{ readonly user: string; readonly password: string }> {
  const subject = `Secret/${STACK_NAMESPACE}/${name}`;
  const path = `/api/v1/namespaces/${STACK_NAMESPACE}/secrets/${name}`;
  const answer = await client.request({ path, signal }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    throw new AppError('notFound', `${subject} does not exist: install the stack first.`, { subject, cause: error });
  });
  const parsed = secretSchema.safeParse(answer.body);
  if (!parsed.success) {
    throw new AppError('invalid', `${subject} has no ${userKey} and ${passwordKey}; ODIN did not make it.`, {
      subject,
    });
  }
  const decode = (value: string) => Buffer.from(value, 'base64').toString('utf8');
  return { user: decode(parsed.data.data[userKey]), password: decode(parsed.data.data[passwordKey]) };
}
