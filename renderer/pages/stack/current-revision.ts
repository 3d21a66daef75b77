// The revision that the cluster holds.
import type { Revision } from '../../../shared/model/revision.ts';

/** Of revisions, newest first: what failed was left behind, unless nothing ever went well. */
export function currentOf(revisions: readonly Revision[]): Revision | undefined {
  return revisions.find(({ status }) => status === 'deployed') ?? revisions[0];
}
