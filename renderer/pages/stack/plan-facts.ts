// Facts that follow from a plan, whatever was wished.

import { CONSENTS, type Consent, type ConsentKind } from '../../../shared/model/consent.ts';
import { formatRef } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import { stackText } from '../../text/stack.ts';

export function changesNothing(plan: Plan): boolean {
  return plan.changes.every(({ op }) => op === 'unchanged' || op === 'kept' || op === 'skipped');
}

export function isBlocked(plan: Plan): boolean {
  return plan.blockers.length > 0 || openConflicts(plan).length > 0;
}

/** Conflicts that nobody has agreed to end by force, neither here nor by putting back what was seen. */
export function openConflicts({ conflicts, consent }: Plan): Plan['conflicts'] {
  return consent.includes('force') ? [] : conflicts.filter(({ isTaken }) => isTaken !== true);
}

/** The consents that can be given here, and those that were, in one order. */
export function consentKinds({ needs, consent }: Plan, agreed: Consent): readonly ConsentKind[] {
  return CONSENTS.filter((kind) => needs.includes(kind) || consent.includes(kind) || agreed.includes(kind));
}

/** Whether a person should look twice at this change. */
export function isDangerous({ op, danger }: Change): boolean {
  return danger !== undefined || op === 'replaced' || op === 'deleted';
}

/** The reason for it; undefined where the change itself says it. */
export function dangerOf({ op, danger }: Change): string | undefined {
  return danger ?? (op === 'replaced' ? stackText.replacedAnew : undefined);
}

export function worthTwoLooks(plan: Plan): readonly ObjectRef[] {
  return plan.changes.filter(isDangerous).map(({ ref }) => ref);
}

/** The others who manage fields of this object, in a sentence; undefined when nobody does. */
export function conflictSentence(plan: Plan, ref: ObjectRef): string | undefined {
  const those = plan.conflicts.filter((conflict) => formatRef(conflict.ref) === formatRef(ref));
  if (those.length === 0) return undefined;
  const open = openConflicts(plan);
  return those
    .map((conflict) => {
      const words = open.includes(conflict) ? stackText.managedBy : stackText.willTake;
      return words(conflict.manager, conflict.fields.join(', '));
    })
    .join(' ');
}
