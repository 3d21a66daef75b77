// What installing, or bringing an installed release to a new wanted state, would do.

import { toAppError } from '../../shared/errors.ts';
import { refKey } from '../../shared/model/object.ts';
import type { Change, Plan } from '../../shared/model/plan.ts';
import { assess } from './assess.ts';
import { changeOf, removalChange } from './change.ts';
import type { PreparedInstall, PreparedPlan, ReleaseContext } from './context.ts';
import type { Desired } from './desired.ts';
import type { Entry } from './entry.ts';
import { inParallel } from './in-parallel.ts';
import { type InventoryItem, refOfItem } from './inventory.ts';
import { readLive } from './live.ts';
import { newRecord } from './new-record.ts';
import { planHash } from './plan-hash.ts';
import { readPrevious } from './previous.ts';
import { encodeRecord } from './record-format.ts';
import { findRemovals, type Removals } from './removals.ts';
import { resolve } from './resolve.ts';

/** Up to here, in characters, a record fits into a Secret even if nothing of it can be packed. */
const PACKED_LIMIT = 500_000;

/**
 * Plans an install: writes nothing. What forbids it is in the plan's `blockers`, in sentences.
 *
 * Throws as `KubeClient.request` does when the cluster cannot be asked.
 */
export async function planInstall(
  context: ReleaseContext,
  desired: Desired,
  signal: AbortSignal,
): Promise<PreparedPlan> {
  const { release, namespace, version } = desired;
  const target = { release, namespace };
  const [resolved, previous] = await Promise.all([
    resolve(context, desired, signal),
    readPrevious(context, target, signal),
  ]);
  const live = await readLive(
    context,
    resolved.wanted.filter(({ untried }) => untried === undefined),
    signal,
  );
  const entries = await inParallel(resolved.wanted, async (wanted): Promise<Entry> => {
    return { ...wanted, assessment: await assess(context, target, wanted, live, signal) };
  });

  const wantedKeys = new Set(entries.map(({ ref }) => refKey(ref)));
  const unwanted = previous.inventory.filter((item) => !wantedKeys.has(refKey(item)));
  const removable = unwanted.filter(({ policy }) => policy === 'delete');
  const kept = unwanted.filter(({ policy }) => policy === 'keep');
  const found = await findRemovals(context, target, removable, signal);

  const prepared = { ...target, verb: 'install' as const, version, entries, prunes: found.removals, kept, previous };
  const plan: Plan = {
    hash: planHash({ verb: 'install', ...target, version, entries, removals: found.removals }),
    verb: 'install',
    ...target,
    version,
    changes: changesOf(entries, desired, found, kept),
    conflicts: entries.flatMap(({ assessment }) => assessment.conflict ?? []),
    warnings: [
      ...(previous.warning === undefined ? [] : [previous.warning]),
      ...entries.flatMap(({ assessment }) => assessment.warnings),
    ],
    blockers: [
      ...(previous.obstacle === undefined ? [] : [previous.obstacle]),
      ...resolved.problems,
      ...entries.flatMap(({ assessment }) => assessment.blocker ?? []),
      ...sizeProblem(prepared),
    ],
  };
  return { ...prepared, plan };
}

function changesOf(
  entries: readonly Entry[],
  desired: Desired,
  found: Removals,
  kept: readonly InventoryItem[],
): Change[] {
  return [
    ...entries.map(changeOf),
    ...found.removals.map((removal) => removalChange(removal, 'no longer part of the release')),
    ...kept.map((item): Change => ({ ref: refOfItem(item), op: 'kept', reason: whyKept(item) })),
    ...found.left,
    ...desired.skipped.map(({ ref, reason }): Change => ({ ref, op: 'skipped', reason })),
  ];
}

function whyKept({ kind }: InventoryItem): string {
  return kind === 'Namespace' ? 'made for this release' : 'no longer part of the release, but it holds data';
}

/** Found out before anything is written: a record that does not fit into a Secret. */
function sizeProblem(prepared: Omit<PreparedInstall, 'plan'>): string[] {
  // Packing never makes it much larger, and costs more than all the rest of planning: done only where it could matter.
  const length = prepared.entries.reduce((sum, { recorded }) => sum + JSON.stringify(recorded).length, 0);
  if (length < PACKED_LIMIT) return [];
  try {
    encodeRecord(newRecord(prepared, 'deployed', '', 0), 0);
    return [];
  } catch (error) {
    return [toAppError(error).message];
  }
}
