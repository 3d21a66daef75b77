// A Job: done when complete.
import { count } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { bySeverity, current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { hasFinished } from './finished.ts';
import { diagnoseFailed, diagnosePod } from './pod.ts';
import { creationFailure, diagnoseShortfall } from './pods.ts';
import { ownedBy, type RelatedObjects } from './related.ts';

/** The health of a Job. Failed pods are tries until the Job itself gives up. */
export function diagnoseJob(job: KubeObject, related: RelatedObjects): Diagnosis {
  if (conditionOf(job, 'Complete')?.status === 'True') return current('completed');
  const pods = ownedBy(related.pods, job);
  const tries = pods
    .filter((pod) => statusOf(pod).phase !== 'Succeeded')
    .map((pod) => ({
      ...(hasFinished(pod) ? diagnoseFailed(pod, related) : diagnosePod(pod, related)),
      pod: pod.metadata.name,
    }))
    .filter((diagnosis) => diagnosis.state === 'Failed')
    .sort(bySeverity);
  const condition = conditionOf(job, 'Failed') ?? conditionOf(job, 'FailureTarget');
  if (condition?.status === 'True') {
    const words = describeCondition(condition);
    const why = tries[0] === undefined ? '' : `; ${tries[0].reason}`;
    const [first] = tries;
    const evidence = [words, ...(first?.evidence ?? [])];
    const facts = first?.facts ?? { words };
    const gaveUp = failed(first?.cause ?? 'failed', `failed: ${words}${why}`, evidence, 0, facts);
    return first === undefined ? gaveUp : { ...gaveUp, pod: first.pod };
  }
  if (conditionOf(job, 'Suspended')?.status === 'True' || specOf(job).suspend === true) return current('is suspended');

  const active = count(statusOf(job).active);
  const failures = count(statusOf(job).failed);
  // A pod that cannot start is not counted as failed: it is the Job's trouble all the same. One that has failed is no
  // trouble by itself, even while it is not counted yet, or never is (podFailurePolicy).
  const areAllStuck = tries.length === pods.length && failures === 0 && !pods.some(hasFinished);
  if (tries[0] !== undefined && areAllStuck) return isRestarted(tries[0]) ? patient(tries[0]) : tries[0];
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

/** Its containers run and end: the Job counts that itself, and gives up at its backoffLimit. */
function isRestarted({ crashes }: Diagnosis): boolean {
  return crashes !== undefined;
}

function patient({ certainAfterSeconds: _, ...diagnosis }: Diagnosis): Diagnosis {
  return diagnosis;
}
