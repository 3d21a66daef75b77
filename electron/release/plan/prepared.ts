// A plan that is ready to be applied: what is shown of it, and all that applying it needs.
import type { Operation } from '../../../shared/model/operation.ts';
import type { Plan, PlanVerb } from '../../../shared/model/plan.ts';
import type { WantName } from '../../../shared/model/plan-request.ts';
import type { Aim } from '../context.ts';
import type { Previous } from '../look/previous.ts';
import type { Entry } from '../object/entry.ts';
import type { InventoryItem } from '../record/inventory.ts';
import type { HelmRelease, Values } from '../record/record-format.ts';

/** A plan and all that applying it needs; made by a `plan…`, taken by `applyPlan`. */
export type PreparedPlan = PreparedRevision | PreparedUninstall;

/** A plan that makes a new revision. */
export interface PreparedRevision extends Aim {
  readonly verb: RevisionVerb;
  /** What it was asked for as; default the verb's own. */
  readonly want?: WantName;
  /** Of a rollback: the revision that comes back. */
  readonly source?: HelmRelease;
  /** Where its objects are a record's: what that holds, see `contentOf`. */
  readonly content?: string;
  /** What the record says of it when all went well. */
  readonly title: string;
  /** Of a recovery: what was interrupted. */
  readonly interrupted?: NonNullable<Operation['interrupted']>;
  readonly plan: Plan;
  readonly version: string;
  /** What was chosen for it, to be recorded. */
  readonly values?: Values;
  /** What a person has left to do when it has succeeded, in sentences. */
  readonly nextSteps?: readonly string[];
  /** In the order of the plan's changes. */
  readonly entries: readonly Entry[];
  /** Objects of the release that are no longer wanted. */
  readonly prunes: readonly Removal[];
  /** What stays in the cluster although it is not wanted any more. */
  readonly kept: readonly InventoryItem[];
  readonly previous: Previous;
  /** Of the way back from it: not all of it could be shown. */
  readonly isBackUnclear?: boolean;
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
  /** Its volumes are deleted with it. */
  readonly takesClaims?: boolean;
  /** Leave what it owns: a StatefulSet's pods outlive it. */
  readonly isOrphaning?: boolean;
}

/** The verbs that make a new revision. */
export type RevisionVerb = Exclude<PlanVerb, 'uninstall'>;
