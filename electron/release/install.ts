// Carries a confirmed install plan out: apply, verify, prune, record.
import { AppError, toAppError } from '../../shared/errors.ts';
import { formatRef, refKey } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { objectPath } from '../kube/discovery.ts';
import { isKeptKind } from './additions.ts';
import { type Applied, applyEntry, applyStages } from './apply-stages.ts';
import { assess } from './assess.ts';
import type { PreparedInstall, ReleaseContext } from './context.ts';
import type { Entry } from './entry.ts';
import { inParallel } from './in-parallel.ts';
import { type InventoryItem, joinInventories } from './inventory.ts';
import { newRecord } from './new-record.ts';
import type { Progress } from './progress.ts';
import { recheckInstall } from './recheck.ts';
import { createRecord, supersede, updateRecord } from './record.ts';
import { removeAll } from './remove.ts';
import { type StoredState, writeState } from './state.ts';
import { verify } from './verify.ts';

/** How long the last notes may take when the operation itself was cancelled. */
const CLOSING_LIMIT_MS = 15_000;

/**
 * Applies an install plan. What failed after the first write is told by the operation, and recorded.
 *
 * Throws `AppError` while nothing was written: `invalid` or `conflict` for a plan that does not hold.
 */
export async function install(
  context: ReleaseContext,
  prepared: PreparedInstall,
  progress: Progress,
  signal: AbortSignal,
): Promise<Operation> {
  const applied: Applied = new Map();
  const entries = await recheckInstall(context, prepared, signal);
  const isRecorded = prepared.previous.record?.info.status === 'deployed' && isNoChange(prepared, entries);
  if (isRecorded) return conclude(await verifyAll(context, entries, progress, signal), progress);

  await makeNamespaces(context, prepared, entries, applied, progress, signal);
  const notes = await begin(context, prepared, entries, progress, signal);
  let failure: AppError | undefined;
  let pruned = false;
  try {
    progress.phase('applying');
    await applyStages(context, entries, applied, progress, signal);
    progress.phase('verifying');
    failure = await verifyAll(context, entries, progress, signal);
    if (failure === undefined && prepared.prunes.length > 0) {
      progress.phase('deleting');
      await removeAll(context, prepared.prunes, progress, signal);
    }
    pruned = failure === undefined;
  } catch (error) {
    failure = toAppError(error);
  }
  const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
  const unrecorded = await close(context, prepared, entries, { applied, notes, failure, pruned }, progress, closing);
  return conclude(failure ?? unrecorded, progress);
}

function isNoChange({ prunes, version, previous }: PreparedInstall, entries: readonly Entry[]): boolean {
  const isSameVersion = previous.record?.chart.metadata.version === version;
  return isSameVersion && prunes.length === 0 && entries.every(({ assessment }) => assessment.op === 'unchanged');
}

async function verifyAll(
  context: ReleaseContext,
  entries: readonly Entry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  progress.phase('verifying');
  for (const { ref, assessment } of entries) if (assessment.op === 'unchanged') progress.step(ref, 'applied');
  const unhealthy = await verify(context, entries, (ref, health) => progress.health(ref, health), signal);
  if (unhealthy === null) return undefined;
  progress.health(unhealthy.ref, unhealthy.health);
  return new AppError('unhealthy', unhealthy.sentence, { subject: formatRef(unhealthy.ref) });
}

/**
 * Makes the namespaces that the plan brings, and only then tries what is to be in them. What the cluster refuses there
 * ends the install before anything else is written, and the empty namespaces go again.
 */
async function makeNamespaces(
  context: ReleaseContext,
  prepared: PreparedInstall,
  entries: readonly Entry[],
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const homeless = entries.filter(({ untried }) => untried === 'namespace');
  if (homeless.length === 0) return;
  const homes = entries.filter(({ ref, assessment }) => ref.kind === 'Namespace' && assessment.op === 'created');
  try {
    await inParallel(homes, (entry) => applyEntry(context, entry, applied, progress, signal));
    const tried = await inParallel(homeless, (entry) =>
      assess(context, prepared, { ...entry, untried: undefined }, new Map(), signal),
    );
    const problems = tried.flatMap(({ blocker }) => blocker ?? []);
    if (problems.length > 0) throw new AppError('invalid', problems.join(' '));
  } catch (error) {
    const closing = AbortSignal.timeout(CLOSING_LIMIT_MS);
    await inParallel(homes, async ({ ref, resource }) => {
      const uid = applied.get(refKey(ref))?.metadata.uid;
      if (uid === undefined) return;
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } };
      const path = objectPath(resource, undefined, ref.name);
      await context.client.request({ method: 'DELETE', path, body, signal: closing });
    }).catch(() => {});
    throw error;
  }
}

/** The journal and the pending record: from here on, whatever happens leaves a trace. */
async function begin(
  context: ReleaseContext,
  prepared: PreparedInstall,
  entries: readonly Entry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<StoredState> {
  const { previous } = prepared;
  const status = previous.revision === 0 ? 'pending-install' : 'pending-upgrade';
  const description = previous.revision === 0 ? 'Install under way' : 'Upgrade under way';
  const release = newRecord({ ...prepared, entries }, status, description, progress.startedAt);
  const inventory = [...joinInventories(previous.inventory, itemsOf(entries, new Map(), release.version))];
  const journal = {
    id: progress.id,
    verb: 'install' as const,
    revision: release.version,
    startedAt: progress.startedAt,
  };
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
    if (error instanceof AppError && error.code === 'conflict') {
      const { revision } = previous;
      const before = { format: 1 as const, revision, inventory: [...previous.inventory], journal: null };
      await writeState(context, prepared, before, notes, AbortSignal.timeout(CLOSING_LIMIT_MS)).catch(() => {});
    }
    throw error;
  }
}

/** Left by an operation of ours that was interrupted; somebody else's is an obstacle, and no plan gets here. */
function isUnfinished({ record }: PreparedInstall['previous']): boolean {
  const status = record?.info.status ?? '';
  return status.startsWith('pending-') || status === 'uninstalling';
}

interface Outcome {
  readonly applied: Applied;
  readonly notes: StoredState;
  readonly failure: AppError | undefined;
  readonly pruned: boolean;
}

/** Writes down how it ended; returns why that could not be done. */
async function close(
  context: ReleaseContext,
  prepared: PreparedInstall,
  entries: readonly Entry[],
  { applied, notes, failure, pruned }: Outcome,
  progress: Progress,
  signal: AbortSignal,
): Promise<AppError | undefined> {
  progress.phase('recording');
  const revision = prepared.previous.revision + 1;
  const items = itemsOf(entries, applied, revision);
  const inventory = joinInventories(
    pruned ? prepared.kept : prepared.previous.inventory,
    withKnownUids(items, prepared),
  );
  try {
    const description = failure?.message ?? (revision === 1 ? 'Install complete' : 'Upgrade complete');
    await updateRecord(context, prepared, revision, failure === undefined ? 'deployed' : 'failed', description, signal);
    await writeState(
      context,
      prepared,
      { format: 1, revision, inventory: [...inventory], journal: null },
      notes,
      signal,
    );
    if (failure === undefined) await supersede(context, prepared, revision, signal);
    return undefined;
  } catch (error) {
    return toAppError(error);
  }
}

function itemsOf(entries: readonly Entry[], applied: Applied, revision: number): readonly InventoryItem[] {
  return entries.map(({ ref, mode, assessment }) => {
    const uid = applied.get(refKey(ref))?.metadata.uid ?? assessment.live?.uid;
    const policy = mode === 'create' || isKeptKind(ref) ? 'keep' : 'delete';
    return { ...ref, revision, policy, ...(uid === undefined ? {} : { uid }) };
  });
}

/** The revision that brought an object stays in the notes when it stays the same object. */
function withKnownUids(items: readonly InventoryItem[], { previous }: PreparedInstall): readonly InventoryItem[] {
  const before = new Map(previous.inventory.map((item) => [refKey(item), item]));
  return items.map((item) => ({ ...item, revision: before.get(refKey(item))?.revision ?? item.revision }));
}

function conclude(failure: AppError | undefined, progress: Progress): Operation {
  if (failure === undefined) return progress.end('succeeded');
  return failure.code === 'cancelled' ? progress.end('cancelled') : progress.end('failed', failure.message);
}
