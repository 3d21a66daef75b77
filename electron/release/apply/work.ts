// The surroundings of every step that carries out a plan.
import type { KubeObject } from '../../../shared/model/object.ts';
import type { Cluster } from '../context.ts';
import type { Progress } from './progress.ts';

/** Each applied object as it is in the cluster, by `refKey`; filled while it goes on, so that a failure leaves the truth. */
export type Applied = Map<string, KubeObject>;

/** The cluster that is changed, who hears of it, and what was made so far. */
export interface Work {
  readonly cluster: Cluster;
  readonly progress: Progress;
  readonly applied: Applied;
}
