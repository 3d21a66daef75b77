// ODIN's own notes on a release, in a Secret of their own: Helm rewrites its records whenever it likes.
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { planVerbSchema } from '../../../shared/model/plan.ts';
import { record, text } from '../../cluster/health/fields.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { ReleaseContext, ReleaseTarget } from '../context.ts';
import { isEqual } from '../fields/canonical.ts';
import { repeatedUnlessDone } from '../object/repeated.ts';
import { inventoryItemSchema } from './inventory.ts';

/** What was under way when this was written; null when nothing is. Times in ms since the epoch. */
const journalSchema = z.object({
  id: z.string(),
  verb: planVerbSchema,
  revision: z.number().int(),
  startedAt: z.number(),
  /** `pruning`: everything wanted was healthy, so that the only way is forward. */
  phase: z.enum(['changing', 'pruning']).default('changing'),
  /** Of an uninstall: whether data goes too. */
  deleteData: z.boolean().optional(),
});
export type Journal = z.infer<typeof journalSchema>;

const stateSchema = z.object({
  format: z.literal(1),
  /** The newest revision when this was written; a newer record is somebody else's, and so tells more than this does. */
  revision: z.number().int(),
  inventory: z.array(inventoryItemSchema),
  journal: journalSchema.nullable(),
});
export type ReleaseState = z.infer<typeof stateSchema>;

/** A state and the version of the Secret that it was read from, without which it cannot be changed. */
export interface StoredState {
  readonly state: ReleaseState;
  readonly resourceVersion: string;
}

const TYPE = 'odin-control-panel/state.v1';

/** On every state, so that all of them can be found. */
export const STATE_LABELS = { 'app.kubernetes.io/managed-by': 'odin-control-panel' } as const;

/** Reads the state; null when there is none. Throws `internal` when the Secret holds something else. */
export async function readState(
  { client }: ReleaseContext,
  target: ReleaseTarget,
  signal: AbortSignal,
): Promise<StoredState | null> {
  try {
    const { body } = await client.request<KubeObject>({ path: statePath(target), signal });
    return stored(body);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/**
 * Writes the state, if nobody wrote it since `previous` was read.
 *
 * Throws `conflict` when somebody did.
 */
export async function writeState(
  context: ReleaseContext,
  target: ReleaseTarget,
  state: ReleaseState,
  previous: StoredState | null,
  signal: AbortSignal,
): Promise<StoredState> {
  const data = { state: Buffer.from(JSON.stringify(state)).toString('base64') };
  const metadata = {
    name: stateName(target),
    namespace: target.namespace,
    labels: STATE_LABELS,
    ...(previous === null ? {} : { resourceVersion: previous.resourceVersion }),
  };
  const body = { apiVersion: 'v1', kind: 'Secret', type: TYPE, metadata, data };
  const write =
    previous === null
      ? ({ method: 'POST', path: statePath(target).replace(/\/[^/]*$/, '') } as const)
      : ({ method: 'PUT', path: statePath(target) } as const);
  try {
    const put = async (): Promise<StoredState> =>
      stored((await context.client.request<KubeObject>({ ...write, body, signal })).body);
    return await repeatedUnlessDone(put, () => written(context, target, state, signal), signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const message = `Somebody else changed the notes on release ${target.release} meanwhile: look at the plan again.`;
    throw new AppError('conflict', message, { cause: error });
  }
}

/** What is stored, if it is this very state. */
async function written(
  context: ReleaseContext,
  target: ReleaseTarget,
  state: ReleaseState,
  signal: AbortSignal,
): Promise<StoredState | undefined> {
  const now = await readState(context, target, signal);
  return now !== null && isEqual(now.state, state) ? now : undefined;
}

/** Where the state is. */
export function statePath(target: ReleaseTarget): string {
  return `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/secrets/${encodeURIComponent(stateName(target))}`;
}

/** The name of the Secret that holds a release's state. */
export function stateName({ release }: Pick<ReleaseTarget, 'release'>): string {
  return `odin-state.${release}`;
}

function stored(secret: KubeObject): StoredState {
  const name = `Secret/${secret.metadata.namespace}/${secret.metadata.name}`;
  try {
    const json: unknown = JSON.parse(Buffer.from(text(record(secret.data).state), 'base64').toString());
    return { state: stateSchema.parse(json), resourceVersion: secret.metadata.resourceVersion ?? '' };
  } catch (error) {
    const message = `${name} does not hold what ODIN wrote; delete it, and ODIN goes by the release's newest record.`;
    const { namespace, name: secretName } = secret.metadata;
    throw new AppError('conflict', message, {
      subject: name,
      remedy: `kubectl delete secret -n ${namespace} ${secretName}`,
      cause: error,
    });
  }
}
