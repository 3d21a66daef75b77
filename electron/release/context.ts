// What the engine works with: a cluster, the name of a release in it, and plans that are ready to be applied.
import type { Consent } from '../../shared/model/consent.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan, PlanVerb } from '../../shared/model/plan.ts';
import type { WantName } from '../../shared/model/plan-request.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Discovery } from '../kube/discovery.ts';
import type { Entry } from './entry.ts';
import type { InventoryItem } from './inventory.ts';
import type { LockTimes } from './lock.ts';
import type { Previous } from './previous.ts';
import type { HelmRelease } from './record-format.ts';
import type { Values } from './values.ts';

/** The cluster. */
export interface ReleaseContext {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  /** How long applied objects may take to become healthy; default 11 minutes. */
  readonly verifyLimitMs?: number;
  /** Of the lock; default 15, 10 and 2 s. */
  readonly lockTimes?: LockTimes;
}

/** The verbs that make a new revision. */
export type RevisionVerb = Exclude<PlanVerb, 'uninstall'>;

/** Names a release; its records are in its namespace. */
export interface ReleaseTarget {
  readonly release: string;
  readonly namespace: string;
}

/** A release to be changed, and what was agreed to for that. */
export interface Aim extends ReleaseTarget {
  readonly consent: Consent;
}

/** A plan and all that applying it needs; made by a `plan…`, taken by `applyPlan`. */
export type PreparedPlan = PreparedRevision | PreparedUninstall;

/** A plan that makes a new revision. */
export interface PreparedRevision extends Aim {
  readonly verb: RevisionVerb;
  /** What it was asked for as; default the verb's own. */
  readonly want?: WantName;
  /** Of a rollback: the revision that comes back. */
  readonly source?: HelmRelease;
  /** What the record says of it when all went well. */
  readonly title: string;
  /** Of a recovery: what was interrupted. */
  readonly interrupted?: NonNullable<Operation['interrupted']>;
  readonly plan: Plan;
  readonly version: string;
  /** What was chosen for it, to be recorded. */
  readonly values?: Values;
  /** In the order of the plan's changes. */
  readonly entries: readonly Entry[];
  /** Objects of the release that are no longer wanted. */
  readonly prunes: readonly Removal[];
  /** What stays in the cluster although it is not wanted any more. */
  readonly kept: readonly InventoryItem[];
  readonly previous: Previous;
}

export interface PreparedUninstall extends Aim {
  readonly verb: 'uninstall';
  /** What it was asked for as; default the verb's own. */
  readonly want?: WantName;
  readonly plan: Plan;
  readonly version: string;
  readonly deleteData: boolean;
  /** Of a recovery: what was interrupted. */
  readonly interrupted?: NonNullable<Operation['interrupted']>;
  readonly removals: readonly Removal[];
  readonly previous: Previous;
}

/** An object to delete: only this very one, by its uid. */
export interface Removal {
  readonly item: InventoryItem;
  /** Of the object as it was when the plan was made. */
  readonly uid: string;
  /** Where it is: path of the object, and of the list that it is in. */
  readonly path: string;
  readonly listPath: string;
  /** Leave what it owns: a StatefulSet's pods outlive it. */
  readonly isOrphaning?: boolean;
}
