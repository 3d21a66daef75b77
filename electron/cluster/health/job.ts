// A Job: done when complete.
import { count } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { bySeverity, current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { diagnosePod } from './pod.ts';
import { creationFailure, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';

/** The health of a Job. Failed pods are tries until the Job itself gives up. */
export function diagnoseJob(job: KubeObject, related: RelatedObjects): Diagnosis {
  if (conditionOf(job, 'Complete')?.status === 'True') return current('completed');
  const pods = ownedBy(related.pods, job);
  const tries = pods
    .map((pod) => diagnosePod(pod, related))
    .filter((diagnosis) => diagnosis.state === 'Failed')
    .sort(bySeverity);
  const condition = conditionOf(job, 'Failed') ?? conditionOf(job, 'FailureTarget');
  if (condition?.status === 'True') {
    const words = describeCondition(condition);
    const why = tries[0] === undefined ? '' : `; ${tries[0].reason}`;
    return failed(tries[0]?.cause ?? 'failed', `failed: ${words}${why}`, [words, ...(tries[0]?.evidence ?? [])], 0);
  }
  if (conditionOf(job, 'Suspended')?.status === 'True' || specOf(job).suspend === true) return current('is suspended');

  const active = count(statusOf(job).active);
  const failures = count(statusOf(job).failed);
  const areAllStuck = tries.length === pods.length && failures === 0;
  // A pod that cannot start is not counted as failed: it is the Job's trouble all the same.
  if (tries[0] !== undefined && areAllStuck) return tries[0];
  if (active === 0 && failures === 0) {
    const shortfall = { desired: 1, ready: 0, pods, creationFailure: creationFailure(job, related) };
    return diagnoseShortfall(shortfall, related);
  }
  if (failures > 0) {
    const limit = count(specOf(job).backoffLimit, 6) + 1;
    const because = tries[0] === undefined ? '' : `: ${tries[0].reason}`;
    return inProgress(`${failures} of ${limit} tries failed${because}`, tries[0]?.evidence ?? []);
  }
  return inProgress(`${active} ${active === 1 ? 'pod' : 'pods'} at work`);
}
