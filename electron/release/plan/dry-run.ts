// Asks the API server what applying an object would do, without storing it.
import { formatRef, type KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { type ApplyOptions, applyRequest } from '../object/apply-request.ts';
import type { Wanted } from '../object/entry.ts';

/** The object as it would be. */
export interface DryRunAnswer {
  readonly object: KubeObject;
  readonly isNew: boolean;
  /** Sentences of the API server, each begun with the object's name. */
  readonly warnings: readonly string[];
}

/** Answers that are about the object; any other means that the cluster could not be asked. */
const REFUSALS = [400, 403, 404, 405, 409, 413, 415, 422, 500];

/** The answer, or the refusal. Throws as `KubeClient.request` does when the cluster cannot be asked. */
export async function dryRun(
  { client }: Cluster,
  wanted: Wanted,
  options: ApplyOptions = {},
): Promise<DryRunAnswer | ApiError> {
  try {
    const { body, status, warnings } = await client.request<KubeObject>(
      applyRequest(wanted, { ...options, dryRun: true }),
    );
    const named = warnings.map((warning) => `${formatRef(wanted.ref)}: ${warning}`);
    return { object: body, isNew: status === 201, warnings: named };
  } catch (error) {
    if (error instanceof ApiError && REFUSALS.includes(error.status)) return error;
    throw error;
  }
}
