// Assessed objects as a person reads them: one line each, with YAML before and after, secrets masked.
import type { Change } from '../../shared/model/plan.ts';
import { isKeptKind } from './additions.ts';
import type { Removal } from './context.ts';
import type { Entry } from './entry.ts';
import { refOfItem } from './inventory.ts';
import { maskPair } from './mask.ts';
import { yamlOf } from './yaml-of.ts';

/** The line of a wanted object. */
export function changeOf({ ref, mode, untried, assessment }: Entry): Change {
  const { op } = assessment;
  const reason = reasonOf(mode, untried, op);
  const danger =
    op === 'configured' && ref.kind === 'PersistentVolumeClaim' ? 'It holds data: see what changes.' : undefined;
  const pair = maskPair(ref.kind, { before: assessment.before, after: assessment.after });
  return {
    ref,
    op,
    ...(reason === undefined ? {} : { reason }),
    ...(op !== 'configured' || pair.before === undefined ? {} : { before: yamlOf(ref, pair.before) }),
    ...(op === 'unchanged' || pair.after === undefined ? {} : { after: yamlOf(ref, pair.after) }),
    ...(danger === undefined ? {} : { danger }),
  };
}

/** The line of an object that goes. */
export function removalChange({ item }: Removal, why: string): Change {
  const ref = refOfItem(item);
  const holdsData = item.policy === 'keep' || isKeptKind(ref);
  return {
    ref,
    op: 'deleted',
    reason: why,
    ...(holdsData
      ? { danger: ref.kind === 'Namespace' ? 'All that is in it is deleted too.' : 'What it holds is lost.' }
      : {}),
  };
}

function reasonOf(mode: Entry['mode'], untried: Entry['untried'], op: Entry['assessment']['op']): string | undefined {
  if (mode === 'create') return op === 'created' ? 'generated once, then kept' : 'kept as it was generated';
  if (untried === 'kind') return 'not tried yet: its kind comes with this release';
  return untried === 'namespace' ? 'not tried yet: its namespace comes with this release' : undefined;
}
