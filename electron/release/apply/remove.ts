// Deletes objects, each only if it still is the one that was meant, and waits until they are gone.
import { AppError, toAppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject } from '../../../shared/model/object.ts';
import { diagnoseTerminating } from '../../cluster/health/generic.ts';
import { ABSENT } from '../../cluster/health/health-of.ts';
import { ApiError } from '../../kube/api-error.ts';
import { inParallel } from '../object/in-parallel.ts';
import { repeated } from '../object/repeated.ts';
import type { Removal } from '../plan/prepared.ts';
import { refOfItem } from '../record/inventory.ts';
import { Bell } from '../verify/bell.ts';
import { WatchBoard } from '../verify/watch-board.ts';
import { inStages, stageOf } from '../wanted/stages.ts';
import type { Progress } from './progress.ts';
import type { Work } from './work.ts';

/** How long finalizers may take before a person is told what holds an object. */
const LIMIT_MS = 5 * 60_000;

/** Removing makes nothing. */
type RemovalWork = Omit<Work, 'applied'>;

/**
 * Deletes `removals` in the reverse order of applying; each stage is gone before the next is begun.
 *
 * Throws `AppError` naming the object that could not be deleted, or what holds it; `cancelled` when aborted.
 */
export async function removeAll(work: RemovalWork, removals: readonly Removal[]): Promise<void> {
  for (const stage of [...inStages(removals, ({ item }) => item)].reverse()) {
    const waiting = await inParallel(stage, async (removal) => {
      if (work.cluster.signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      return (await removeOne(work, removal)) ? [] : [removal];
    });
    await waitUntilGone(work, waiting.flat());
  }
}

/** Whether the object is gone already. */
async function removeOne({ cluster, progress }: RemovalWork, removal: Removal): Promise<boolean> {
  const ref = refOfItem(removal.item);
  progress.step(ref, 'applying');
  const body = {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    preconditions: { uid: removal.uid },
    propagationPolicy: propagationOf(removal),
  };
  try {
    const answer = await repeated(
      () => cluster.client.request<KubeObject>({ method: 'DELETE', path: removal.path, body }),
      cluster.signal,
    );
    if (answer.body.kind !== 'Status') return false;
  } catch (error) {
    // Gone already, or another object under the same name, which is not ours to delete.
    const isGone = error instanceof ApiError && (error.status === 404 || isOtherUid(error));
    if (!isGone) {
      progress.step(ref, 'failed');
      const known = toAppError(error);
      if (known.code === 'cancelled') throw known;
      throw new AppError(known.code, `${formatRef(ref)} could not be deleted: ${known.message}`, { cause: error });
    }
  }
  markGone(removal, progress);
  return true;
}

function propagationOf({ item, isOrphaning }: Removal): 'Foreground' | 'Background' | 'Orphan' {
  if (isOrphaning === true) return 'Orphan';
  // A workload is gone when its pods are: what they use (claims, configuration) may go only then.
  return stageOf(item) === 'workloads' ? 'Foreground' : 'Background';
}

async function waitUntilGone({ cluster, progress }: RemovalWork, removals: readonly Removal[]): Promise<void> {
  if (removals.length === 0) return;
  const bell = new Bell();
  const board = new WatchBoard(cluster.client, bell.ring);
  for (const { listPath } of removals) board.add(listPath, { path: listPath });
  board.watch();
  const until = performance.now() + LIMIT_MS;
  const waiting = new Set(removals);
  try {
    for (;;) {
      for (const removal of waiting) {
        const { namespace, name } = removal.item;
        const object = board.object(removal.listPath, namespace, name);
        if (object?.metadata.uid === removal.uid) {
          progress.health(refOfItem(removal.item), diagnoseTerminating(object));
          if (performance.now() > until) throw stuck(removal, object);
        } else if (board.list(removal.listPath) !== undefined) {
          waiting.delete(removal);
          markGone(removal, progress);
        }
      }
      if (waiting.size === 0) return;
      await bell.wait(cluster.signal);
    }
  } finally {
    await board.dispose();
  }
}

function markGone({ item }: Removal, progress: Progress): void {
  progress.health(refOfItem(item), { ...ABSENT, reason: 'deleted' });
  progress.step(refOfItem(item), 'applied');
}

function isOtherUid(error: ApiError): boolean {
  return error.status === 409 && /uid/i.test(error.message);
}

function stuck({ item }: Removal, object: KubeObject): AppError {
  const { reason } = diagnoseTerminating(object);
  return new AppError('unhealthy', `${formatRef(refOfItem(item))} ${reason}.`, { subject: formatRef(refOfItem(item)) });
}
