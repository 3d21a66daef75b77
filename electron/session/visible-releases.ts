// The releases of a cluster, as far as the person may see them.
import { toAppError } from '../../shared/errors.ts';
import type { ReleaseSummary } from '../../shared/model/revision.ts';
import type { ReleaseContext } from '../release/context.ts';
import { listReleases } from '../release/look/list-releases.ts';

/** All of them; where only one namespace may be read, those of that one. */
export async function visibleReleases(
  context: ReleaseContext,
  namespace: string,
  signal: AbortSignal,
): Promise<ReleaseSummary[]> {
  try {
    return [...(await listReleases(context, undefined, signal))];
  } catch (error) {
    if (toAppError(error).code !== 'forbidden') throw error;
    return [...(await listReleases(context, namespace, signal))];
  }
}
