// Sends what is to be changed, stage by stage, and waits for new kinds before their objects.
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refKey } from '../../../shared/model/object.ts';
import { objectPath } from '../../kube/discovery.ts';
import type { ReleaseContext } from '../context.ts';
import type { Entry } from '../object/entry.ts';
import { inParallel } from '../object/in-parallel.ts';
import { send } from '../object/send.ts';
import { verify } from '../verify/verify.ts';
import { inStages, stageOf } from '../wanted/stages.ts';
import type { Progress } from './progress.ts';
import { removeAll } from './remove.ts';

/** Each applied object as it is in the cluster, by `refKey`; filled while it goes on, so that a failure leaves the truth. */
export type Applied = Map<string, KubeObject>;

/** Applies `entries`. Throws `AppError` naming the object that could not be applied; `cancelled` when aborted. */
export async function applyStages(
  context: ReleaseContext,
  entries: readonly Entry[],
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  for (const stage of inStages(entries, ({ ref }) => ref)) {
    await inParallel(stage, (entry) => applyEntry(context, entry, applied, progress, signal));
    const definitions = stage.filter(
      ({ ref, assessment }) => stageOf(ref) === 'definitions' && assessment.op !== 'unchanged',
    );
    if (definitions.length === 0) continue;
    const { failure } = await verify(context, definitions, (ref, health) => progress.health(ref, health), signal);
    if (failure !== undefined) throw new AppError('unhealthy', failure.sentence, { subject: formatRef(failure.ref) });
    context.discovery.invalidate();
  }
}

/** Deletes, by its uid, the object that cannot become what is wanted, and waits until it is gone. */
async function makeRoom(
  context: ReleaseContext,
  { ref, resource, assessment }: Entry,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { uid = '' } = assessment.live ?? {};
  const path = objectPath(resource, ref.namespace, ref.name);
  const listPath = objectPath(resource, ref.namespace);
  const item = { ...ref, revision: 0, policy: 'delete' } as const;
  const isOrphaning = assessment.isOrphaning === true;
  await removeAll(context, [{ item, uid, path, listPath, isOrphaning }], progress, signal);
  progress.step(ref, 'applying');
}

/** Applies one object, unless it is as wanted. */
export async function applyEntry(
  context: ReleaseContext,
  entry: Entry,
  applied: Applied,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  const { ref, assessment } = entry;
  if (applied.has(refKey(ref)) || assessment.op === 'unchanged') {
    progress.step(ref, 'applied');
    return;
  }
  progress.step(ref, 'applying');
  try {
    if (assessment.op === 'replaced') await makeRoom(context, entry, progress, signal);
    applied.set(refKey(ref), await send(context, entry, signal));
    progress.step(ref, 'applied');
  } catch (error) {
    progress.step(ref, 'failed');
    throw error;
  }
}
