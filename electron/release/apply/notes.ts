// What a change writes down of itself: the journal and the pending record before, how it ended after.
import { type AppError, toAppError } from '../../../shared/errors.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { stampOf } from '../fields/stamp.ts';
import { isKeptKind } from '../object/additions.ts';
import type { Entry } from '../object/entry.ts';
import { newRecord } from '../plan/new-record.ts';
import type { PreparedRevision } from '../plan/prepared.ts';
import { type InventoryItem, joinInventories } from '../record/inventory.ts';
import { createRecord, forgetOldest, supersede, updateRecord } from '../record/record.ts';
import { type Journal, type ReleaseState, type StoredState, writeState } from '../record/state.ts';
import type { Applied } from './apply-stages.ts';
import type { Progress } from './progress.ts';

/** How long the last notes may take when the operation itself was cancelled. */
export const CLOSING_LIMIT_MS = 15_000;

/** The journal and the pending record: from here on, whatever happens leaves a trace. */
export async function begin(
  context: ReleaseContext,
  prepared: PreparedRevision,
  entries: readonly Entry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<StoredState> {
  const { previous } = prepared;
  const description = `${prepared.title} under way`;
  const release = newRecord({ ...prepared, entries }, `pending-${prepared.verb}`, description, progress.startedAt);
  const inventory = [...joinInventories(previous.inventory, itemsOf(entries, new Map(), release.version))];
  const journal = journalOf(prepared.verb, release.version, progress);
  // The journal comes first: a pending record without one would be taken for somebody else's.
  const notes = await writeState(
    context,
    prepared,
    { format: 1, revision: release.version, inventory, journal },
    previous.stored,
    signal,
  );
  try {
    if (isUnfinished(previous)) {
      await updateRecord(context, prepared, previous.revision, 'failed', 'Interrupted', signal);
    }
    await createRecord(context, prepared, release, signal);
    return notes;
  } catch (error) {
    // Somebody else has begun. After any other failure the record may be there: the journal then tells whose it is.
    if (toAppError(error).code === 'conflict') {
      const { revision } = previous;
      const before = { format: 1 as const, revision, inventory: [...previous.inventory], journal: null };
      await writeState(context, prepared, before, notes, AbortSignal.timeout(CLOSING_LIMIT_MS)).catch(() => {});
    }
    throw error;
  }
}

/** A note that this operation is at work on a revision. */
export function journalOf(verb: PlanVerb, revision: number, { id, startedAt }: Progress): Journal {
  return { id, verb, revision, startedAt, phase: 'changing' };
}

/** Notes that everything is healthy: whatever happens from here on, the way is forward. */
export function notePruning(
  context: ReleaseContext,
  target: ReleaseTarget,
  notes: StoredState,
  signal: AbortSignal,
): Promise<StoredState> {
  const { journal } = notes.state;
  const state: ReleaseState = { ...notes.state, journal: journal && { ...journal, phase: 'pruning' } };
  return writeState(context, target, state, notes, signal);
}

/** Closes the notes where nothing is left to be applied: an operation ended early in them, or they were deleted. */
export async function settle(
  context: ReleaseContext,
  prepared: PreparedRevision,
  entries: readonly Entry[],
  signal: AbortSignal,
): Promise<void> {
  const { revision, stored } = prepared.previous;
  const items = withKnownRevisions(itemsOf(entries, new Map(), revision), prepared);
  const inventory = [...joinInventories(prepared.kept, items)];
  await supersede(context, prepared, revision, signal);
  await writeState(context, prepared, { format: 1, revision, inventory, journal: null }, stored, signal);
}

/** "Upgrade complete", and for what has a name of its own that name. */
function doneOf({ title, verb }: PreparedRevision): string {
  return title === 'Install' || (title === 'Upgrade' && verb === 'upgrade') ? `${title} complete` : title;
}

/** Left by an operation of ours that was interrupted; somebody else's is an obstacle, and no plan gets here. */
function isUnfinished({ record }: PreparedRevision['previous']): boolean {
  const status = record?.info.status ?? '';
  return status.startsWith('pending-') || status === 'uninstalling';
}

/** How it ended. */
export interface Outcome {
  readonly applied: Applied;
  readonly notes: StoredState;
  readonly failure: AppError | undefined;
  readonly pruned: boolean;
  /** What comes next under the same lock; null when this is the end. */
  readonly next: Journal | null;
}

/** Writes down how it ended; returns why that could not be done. */
export async function close(
  context: ReleaseContext,
  prepared: PreparedRevision,
  entries: readonly Entry[],
  { applied, notes, failure, pruned, next }: Outcome,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  const revision = prepared.previous.revision + 1;
  const items = itemsOf(entries, applied, revision);
  const inventory = joinInventories(
    pruned ? prepared.kept : prepared.previous.inventory,
    withKnownRevisions(items, prepared),
  );
  try {
    const description = failure?.message ?? doneOf(prepared);
    await updateRecord(context, prepared, revision, failure === undefined ? 'deployed' : 'failed', description, signal);
    // The journal goes last: until then, whoever finds two deployed revisions knows that this is not over.
    if (failure === undefined) await supersede(context, prepared, revision, signal);
    const state = { format: 1 as const, revision, inventory: [...inventory], journal: next };
    await writeState(context, prepared, state, notes, signal);
    // All is done by then: what cannot be forgotten now is forgotten after the next change.
    await forgetOldest(context, prepared, signal).catch(() => {});
    return undefined;
  } catch (error) {
    return toAppError(error);
  }
}

function itemsOf(entries: readonly Entry[], applied: Applied, revision: number): readonly InventoryItem[] {
  return entries.map(({ ref, body, mode, assessment }) => {
    const sent = applied.get(refKey(ref));
    const uid = sent?.metadata.uid ?? assessment.live?.uid;
    const stamp = sent === undefined ? assessment.stamp : stampOf(body, sent);
    const policy = mode === 'create' || isKeptKind(ref) ? 'keep' : 'delete';
    return {
      ...ref,
      revision,
      policy,
      ...(uid === undefined ? {} : { uid }),
      ...(stamp === undefined || mode === 'create' ? {} : { stamp }),
    };
  });
}

/** The revision that brought an object stays in the notes when it stays the same object. */
function withKnownRevisions(items: readonly InventoryItem[], { previous }: PreparedRevision): readonly InventoryItem[] {
  const before = new Map(previous.inventory.map((item) => [refKey(item), item]));
  return items.map((item) => ({ ...item, revision: before.get(refKey(item))?.revision ?? item.revision }));
}
