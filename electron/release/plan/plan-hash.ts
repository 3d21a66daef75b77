// The plan that a person approves, as one short text: it changes when the wanted objects, a verb, or an owned live value changes.

import { refKey } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import { hashOf } from '../fields/canonical.ts';
import type { Entry } from '../object/entry.ts';
import type { SuppliedValues } from '../record/record-format.ts';
import type { Removal } from './prepared.ts';

/** All that the hash covers. Not resourceVersions, status, defaults or other managers' fields: they move by themselves. */
export interface Approved {
  readonly verb: PlanVerb;
  readonly release: string;
  readonly namespace: string;
  readonly version: string;
  /** What was chosen: recorded even where it changes no object. */
  readonly values?: SuppliedValues | undefined;
  readonly entries: readonly Entry[];
  readonly removals: readonly Removal[];
  readonly deleteData?: boolean;
  /** The content of the revision that it goes back to by itself. */
  readonly back?: string | undefined;
}

/** The hash of a plan. */
export function planHash({ entries, removals, ...rest }: Approved): string {
  return hashOf({
    ...rest,
    entries: entries.map(approvedOf),
    removals: removals.map(({ item, uid, takesClaims }) => [refKey(item), uid, takesClaims === true]),
  });
}

/** The same of one object: its wanted content, and what is there now. */
export function approvedOf({ ref, body, mode, assessment }: Entry): unknown {
  return {
    key: refKey(ref),
    // A generated value is new at every rendering; what is approved is that there will be one.
    body: mode === 'create' ? null : body,
    op: assessment.op,
    uid: assessment.live?.uid,
    before: mode === 'create' ? null : assessment.before,
    blocker: assessment.blocker,
    awaits: assessment.awaits?.reason,
    isForced: assessment.isForced === true,
    isAdopted: assessment.isAdopted === true,
  };
}
