// Waits for all objects of a plan, telling of each.
import { AppError } from '../../../shared/errors.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import { current } from '../../cluster/health/diagnosis.ts';
import type { Entry } from '../object/entry.ts';
import { REMOVED_ITSELF } from '../object/self-removing.ts';
import { verify } from '../verify/verify.ts';
import type { Work } from './work.ts';

/**
 * Why they are not healthy, as an error of the object; undefined when they are. Throws `cancelled` when aborted.
 *
 * @param wasHealthy whether the release was healthy before, with those of them that were there
 */
export async function verifyAll(
  { cluster, progress, applied }: Work,
  entries: readonly Entry[],
  wasHealthy: boolean,
): Promise<AppError | undefined> {
  for (const { ref, assessment } of entries) if (assessment.op === 'unchanged') progress.step(ref, 'applied');
  const there = entries.filter(({ assessment }) => assessment.isDone !== true);
  const subjects = there.map((entry) => {
    const { op, live } = entry.assessment;
    return {
      ...entry,
      uid: applied.get(refKey(entry.ref))?.metadata.uid ?? live?.uid,
      isChanged: op !== 'unchanged',
      wasHealthy: wasHealthy && op !== 'created',
    };
  });
  const verdict = await verify(cluster, subjects, (ref, health) => progress.health(ref, health));
  const { failure, tolerated, remarks } = verdict;
  for (const { ref, assessment } of entries) {
    if (assessment.isDone === true) progress.health(ref, current(REMOVED_ITSELF));
  }
  for (const { ref, health } of failure === undefined ? tolerated : [failure]) progress.health(ref, health);
  progress.warn([...tolerated.map(({ sentence }) => sentence), ...remarks]);
  if (failure === undefined) return undefined;
  return new AppError('unhealthy', failure.sentence, { subject: formatRef(failure.ref) });
}
