// Jobs that remove themselves once they have ended: what is not there any more was done, and is not to be done again.
// Source: https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
import { record } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { hashOf } from '../fields/canonical.ts';

/** What is said of one that has. */
export const REMOVED_ITSELF = 'done, and removed by its ttlSecondsAfterFinished';

/** 128 bits, as of a stamp. */
const LENGTH = 32;

/** Whether an object goes by itself when it has ended, well or not. */
export function removesItself({ apiVersion, kind, spec }: KubeObject): boolean {
  return kind === 'Job' && apiVersion.startsWith('batch/') && typeof record(spec).ttlSecondsAfterFinished === 'number';
}

/** What was run, as one short text: another body is another run. */
export function runOf(body: KubeObject): string {
  return hashOf(body).slice(0, LENGTH);
}
