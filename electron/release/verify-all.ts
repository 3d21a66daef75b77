// Waits for all objects of a plan, telling of each.
import { AppError } from '../../shared/errors.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ReleaseContext } from './context.ts';
import type { Entry } from './entry.ts';
import type { Progress } from './progress.ts';
import { verify } from './verify.ts';

/** Why they are not healthy, as an error of the object; undefined when they are. Throws `cancelled` when aborted. */
export async function verifyAll(
  context: ReleaseContext,
  entries: readonly Entry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  for (const { ref, assessment } of entries) if (assessment.op === 'unchanged') progress.step(ref, 'applied');
  const unhealthy = await verify(context, entries, (ref, health) => progress.health(ref, health), signal);
  if (unhealthy === null) return undefined;
  progress.health(unhealthy.ref, unhealthy.health);
  return new AppError('unhealthy', unhealthy.sentence, { subject: formatRef(unhealthy.ref) });
}
