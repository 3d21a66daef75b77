// Sends what is to be changed, stage by stage, and waits for new kinds before their objects.
import { AppError } from '../../../shared/errors.ts';
import { formatRef, refKey } from '../../../shared/model/object.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { send } from '../object/send.ts';
import { verify } from '../verify/verify.ts';
import { inStages, STAGES, stageOf } from '../wanted/stages.ts';
import { removeAll } from './remove.ts';
import type { Work } from './work.ts';

/**
 * Applies `entries`, those last that wait for what comes no earlier than they. Throws `AppError` naming the object that could
 * not be applied; `cancelled` when aborted.
 */
export async function applyStages(work: Work, entries: readonly Entry[]): Promise<void> {
  const byKey = new Map(entries.map((entry) => [refKey(entry.ref), entry]));
  const awaited = (entry: Entry): Entry | undefined => byKey.get(entry.assessment.awaits?.after ?? '');
  const late = entries.filter((entry) => isBefore(entry, awaited(entry)));
  await applyInOrder(
    work,
    entries.filter((entry) => !late.includes(entry)),
  );
  if (late.length === 0) return;
  // A webhook answers when its server runs.
  const first = new Set(late.flatMap((entry) => awaited(entry) ?? []));
  await untilHealthy(
    work,
    [...first].filter((entry) => !late.includes(entry)),
  );
  await applyInOrder(work, late);
}

/** Whether an object would be applied before, or together with, the one that it waits for. */
function isBefore({ ref }: Entry, awaited: Entry | undefined): boolean {
  if (awaited === undefined) return false;
  return STAGES.indexOf(stageOf(awaited.ref)) >= STAGES.indexOf(stageOf(ref));
}

async function untilHealthy({ cluster, progress }: Work, entries: readonly Entry[]): Promise<void> {
  const { failure } = await verify(cluster, entries, (ref, health) => progress.health(ref, health));
  if (failure !== undefined) throw new AppError('unhealthy', failure.sentence, { subject: formatRef(failure.ref) });
}

async function applyInOrder(work: Work, entries: readonly Entry[]): Promise<void> {
  const { cluster } = work;
  for (const stage of inStages(entries, ({ ref }) => ref)) {
    await inParallel(stage, (entry) => applyEntry(work, entry));
    const definitions = stage.filter(
      ({ ref, assessment }) => stageOf(ref) === 'definitions' && assessment.op !== 'unchanged',
    );
    if (definitions.length === 0) continue;
    await untilHealthy(work, definitions);
    cluster.discovery.invalidate();
  }
}

/** Deletes, by its uid, the object that cannot become what is wanted, and waits until it is gone. */
async function makeRoom(work: Work, { ref, resource, assessment }: Entry): Promise<void> {
  const { uid = '' } = assessment.live ?? {};
  const path = objectPath(resource, ref.namespace, ref.name);
  const listPath = objectPath(resource, ref.namespace);
  const item = { ...ref, revision: 0, policy: 'delete' } as const;
  const isOrphaning = assessment.isOrphaning === true;
  await removeAll(work, [{ item, uid, path, listPath, isOrphaning }]);
  work.progress.step(ref, 'applying');
}

/** Applies one object, unless it is as wanted. */
export async function applyEntry(work: Work, entry: Entry): Promise<void> {
  const { cluster, progress, applied } = work;
  if (cluster.signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  const { ref, assessment } = entry;
  if (applied.has(refKey(ref)) || assessment.op === 'unchanged') {
    progress.step(ref, 'applied');
    return;
  }
  progress.step(ref, 'applying');
  try {
    if (assessment.op === 'replaced') await makeRoom(work, entry);
    applied.set(refKey(ref), await send(cluster, entry));
    progress.step(ref, 'applied');
  } catch (error) {
    progress.step(ref, 'failed');
    throw error;
  }
}
