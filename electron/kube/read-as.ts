// Bodies of an API server as types that are checked.
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { KubeClient } from './client.ts';

/** The body as the schema has it. Throws `AppError` `unreachable` that names the server and the path, for any other. */
export function readAs<T>({ server }: KubeClient, path: string, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.join('.')})`;
  const message = `${server} answered ${path} with something that no API server says${place}.`;
  throw new AppError('unreachable', message, { subject: server, cause: parsed.error });
}
