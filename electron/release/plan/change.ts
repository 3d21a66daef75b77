// Assessed objects as a person reads them: one line each, with YAML before and after, secrets masked.
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Change } from '../../../shared/model/plan.ts';
import { isEqual } from '../fields/canonical.ts';
import { maskPair } from '../fields/mask.ts';
import { yamlOf } from '../fields/yaml-of.ts';
import { isKeptKind } from '../object/additions.ts';
import type { Assessment, Entry } from '../object/entry.ts';
import { REMOVED_ITSELF } from '../object/self-removing.ts';
import { refOfItem } from '../record/inventory.ts';
import type { Removal } from './prepared.ts';

/** The line of a wanted object. */
export function changeOf({ ref, mode, untried, assessment }: Entry): Change {
  const { op } = assessment;
  const isShownBefore = op === 'configured' || op === 'replaced';
  const reason = reasonOf(ref, mode, untried, assessment);
  const touchesData = op === 'configured' && ref.kind === 'PersistentVolumeClaim';
  const danger = assessment.danger ?? (touchesData ? 'It holds data: see what changes.' : undefined);
  const pair = maskPair(ref.kind, { before: assessment.before, after: assessment.after });
  return {
    ref,
    op,
    ...(reason === undefined ? {} : { reason }),
    ...(!isShownBefore || pair.before === undefined ? {} : { before: yamlOf(ref, pair.before) }),
    ...(op === 'unchanged' || pair.after === undefined ? {} : { after: yamlOf(ref, pair.after) }),
    ...(danger === undefined ? {} : { danger }),
  };
}

/** The line of an object that goes. */
export function removalChange({ item, takesClaims }: Removal, why: string): Change {
  const ref = refOfItem(item);
  const holdsData = item.policy === 'keep' || isKeptKind(ref) || takesClaims === true;
  return {
    ref,
    op: 'deleted',
    reason: why,
    ...(holdsData
      ? { danger: ref.kind === 'Namespace' ? 'All that is in it is deleted too.' : 'What it holds is lost.' }
      : {}),
  };
}

function reasonOf(
  { kind }: ObjectRef,
  mode: Entry['mode'],
  untried: Entry['untried'],
  assessment: Assessment,
): string | undefined {
  const { op, isAdopted, isForced, conflict, isDone } = assessment;
  if (isDone === true) return REMOVED_ITSELF;
  if (mode === 'create' && kind === 'Namespace') return 'made for this release';
  if (mode === 'create' && assessment.awaits === undefined)
    return op === 'created' ? 'generated once, then kept' : 'kept as it was generated';
  if (assessment.awaits !== undefined) return assessment.awaits.reason;
  if (untried === 'kind') return 'not tried yet: its kind comes with this release';
  if (isAdopted === true) return 'it belonged to no release, and becomes part of this one';
  if (isForced === true && conflict !== undefined) return `taken from ${conflict.manager}`;
  if (op === 'configured' && isEqual(assessment.before, assessment.after)) return 'only who manages its fields changes';
  return untried === 'namespace' ? 'not tried yet: its namespace comes with this release' : undefined;
}
