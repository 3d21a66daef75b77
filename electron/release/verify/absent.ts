// An applied object that is not there any more: somebody deleted it, or it was a Job that has ended and removed itself.
import { record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf } from '../../cluster/health/conditions.ts';
import { current, type Diagnosis, failed } from '../../cluster/health/diagnosis.ts';
import { diagnose } from '../../cluster/health/health-of.ts';
import type { RelatedObjects } from '../../cluster/health/related.ts';
import { REMOVED_ITSELF, removesItself } from '../object/self-removing.ts';

/** What is known of it. */
export interface Absent {
  /** As it was applied. */
  readonly body?: KubeObject;
  readonly uid?: string | undefined;
  /** As it was seen last. */
  readonly last?: KubeObject | undefined;
}

/** The reasons of a Job's events when it gives up. Source: pkg/controller/job in Kubernetes, and batch/v1's constants. */
const GAVE_UP = new Set([
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
  'PodFailurePolicy',
]);

/** A Job tells its end by its last state, or else by its events; where neither says that it failed, it is done. */
export function diagnoseAbsent({ body, uid, last }: Absent, related: RelatedObjects): Diagnosis {
  const isTransient = [body, last].some((object) => object !== undefined && removesItself(object));
  if (!isTransient) {
    return failed('failed', 'was deleted by somebody else', [], 0, { words: 'it was deleted by somebody else' });
  }
  if (last !== undefined && conditionOf(last, 'Failed')?.status === 'True') return diagnose(asEnded(last), related);
  if (last !== undefined && conditionOf(last, 'Complete')?.status === 'True') return current(REMOVED_ITSELF);
  const known = uid ?? last?.metadata.uid;
  const name = (body ?? last)?.metadata.name;
  const event = related.events.find((one) => {
    const about = record(one.involvedObject);
    const isAbout = known === undefined ? about.kind === 'Job' && about.name === name : about.uid === known;
    return isAbout && GAVE_UP.has(text(one.reason));
  });
  if (event === undefined) return current(REMOVED_ITSELF);
  const words = `failed: ${text(event.reason)}: ${text(event.message)}`;
  return failed('failed', words, [words], 0, { words: `${text(event.reason)}: ${text(event.message)}` });
}

/** Its health is that of its end, not of its going. */
function asEnded({ metadata, ...rest }: KubeObject): KubeObject {
  const { deletionTimestamp: _going, ...lasting } = metadata;
  return { ...rest, metadata: lasting } as KubeObject;
}
