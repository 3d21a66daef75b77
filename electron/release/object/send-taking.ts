// Applies an object and takes back the edits that a person has seen, and no others: minutes may lie between looking and writing.
import { AppError } from '../../../shared/errors.ts';
import type { SeenEdit } from '../../../shared/model/drift.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { isFieldConflict } from '../fields/conflict.ts';
import { FIELD_MANAGER } from '../fields/owned-fields.ts';
import { isSeen } from '../fields/seen.ts';
import { takenFields } from '../fields/taken.ts';
import { applyRequest } from './apply-request.ts';
import type { Wanted } from './entry.ts';
import { readObject } from './live.ts';
import { repeated } from './repeated.ts';

/** How often an object may change between the look at it and the write: a status moves it too. */
const TRIES = 10;

/**
 * Applies it by force on condition of the version whose managers were looked at; returns it as it is in the cluster then.
 *
 * Throws `conflict` where a field is another manager's by now, or the object does not come to rest; and as `KubeClient.request` does.
 */
export async function sendTaking(cluster: Cluster, wanted: Wanted, takes: readonly SeenEdit[]): Promise<KubeObject> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const version = await versionToTake(cluster, wanted, takes);
    if (version === 'moved') continue;
    try {
      const request = applyRequest(wanted, version === undefined ? {} : { force: true, version });
      return await repeated(async () => (await cluster.client.request<KubeObject>(request)).body, cluster.signal);
    } catch (error) {
      const hasMoved = error instanceof ApiError && error.status === 409 && !isFieldConflict(error);
      if (!hasMoved) throw error;
    }
  }
  throw new AppError('conflict', 'it changes all the time: wait until it rests, then put it back');
}

/** The version of which all that is taken was seen; none where the object is gone. */
async function versionToTake(
  cluster: Cluster,
  wanted: Wanted,
  takes: readonly SeenEdit[],
): Promise<string | 'moved' | undefined> {
  const live = await repeated(() => readObject(cluster, wanted), cluster.signal);
  if (live === null) return undefined;
  const request = applyRequest(wanted, { dryRun: true, force: true });
  const { body: after } = await repeated(() => cluster.client.request<KubeObject>(request), cluster.signal);
  const version = live.metadata.resourceVersion;
  if (version === undefined || version !== after.metadata.resourceVersion) return 'moved';
  const taken = takenFields(live, after, FIELD_MANAGER);
  const other = taken.find((one) => !isSeen(takes, wanted.ref, [one]));
  if (other === undefined) return version;
  throw new AppError('conflict', `${other.field}: managed by ${other.manager} now`);
}
