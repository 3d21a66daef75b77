// Sends one wanted object: the only place, with `remove` and the records, where the engine changes a cluster.
import { AppError, toAppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject } from '../../../shared/model/object.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { Cluster } from '../context.ts';
import { fieldConflictOf } from '../fields/conflict.ts';
import { applyRequest } from './apply-request.ts';
import type { Entry, Wanted } from './entry.ts';
import { forgetFormerManagers, takeUpUpdates } from './former-managers.ts';
import { readObject } from './live.ts';
import { pause } from './pause.ts';
import { refusalSentence } from './refusal-sentence.ts';
import { repeated, repeatedUnlessDone } from './repeated.ts';
import { sendTaking } from './send-taking.ts';

/** How long what has just been made (a kind, an account, a quota) may take to be known to every API server and its plugins. */
const SETTLED_LIMIT_MS = 10_000;
const SETTLED_INTERVAL_MS = 100;

/**
 * Applies (or, for `create`, makes) the object and returns it as it is in the cluster. One that is to be replaced has to be gone.
 *
 * Throws `AppError` whose sentence begins with the object's name.
 */
export async function send(cluster: Cluster, entry: Entry): Promise<KubeObject> {
  const { op, isAdopted = false, isForced = false, isUpdated = false, takes } = entry.assessment;
  const once = () => (takes === undefined ? sendOnce(cluster, entry, isForced) : sendTaking(cluster, entry, takes));
  try {
    if (isUpdated && op === 'configured') await takeUpUpdates(cluster, entry);
    const passing = passingRefusals(entry);
    const object = await (passing.length === 0 ? once() : untilSettled(once, passing, cluster.signal));
    if (isAdopted) await forgetFormerManagers(cluster, entry);
    return object;
  } catch (error) {
    throw explained(entry, error);
  }
}

async function sendOnce(cluster: Cluster, wanted: Wanted, force: boolean): Promise<KubeObject> {
  const request = applyRequest(wanted, { force });
  const write = async (): Promise<KubeObject> => (await cluster.client.request<KubeObject>(request)).body;
  if (wanted.mode === 'apply') return repeated(write, cluster.signal);
  const existing = async (): Promise<KubeObject | undefined> => (await readObject(cluster, wanted)) ?? undefined;
  try {
    return await repeatedUnlessDone(write, existing, cluster.signal);
  } catch (error) {
    const found = error instanceof ApiError && error.status === 409 ? await existing() : undefined;
    if (found === undefined) throw error;
    return found;
  }
}

/** Answers that are over a moment later: an established CRD is served, and what was awaited is seen, by each API server in its own time. */
function passingRefusals({ untried, assessment }: Entry): readonly number[] {
  if (assessment.awaits?.after !== undefined) return [400, 403, 404, 422, 500];
  return untried === 'kind' ? [404] : [];
}

async function untilSettled(
  once: () => Promise<KubeObject>,
  passing: readonly number[],
  signal: AbortSignal,
): Promise<KubeObject> {
  const until = performance.now() + SETTLED_LIMIT_MS;
  for (;;) {
    try {
      return await once();
    } catch (error) {
      const isPassing = error instanceof ApiError && passing.includes(error.status);
      if (!isPassing || performance.now() > until) throw error;
      await pause(SETTLED_INTERVAL_MS, signal);
    }
  }
}

function explained({ ref }: Wanted, error: unknown): AppError {
  const known = toAppError(error);
  if (known.code === 'cancelled') return known;
  const name = formatRef(ref);
  const conflict = fieldConflictOf(ref, error);
  const why =
    conflict === undefined
      ? refusalSentence(known.message)
      : `${conflict.fields.join(', ')}: managed by ${conflict.manager} now.`;
  const remedy = known.remedy === undefined ? {} : { remedy: known.remedy };
  return new AppError(known.code, `${name}: ${why}`, { subject: name, cause: error, ...remedy });
}
