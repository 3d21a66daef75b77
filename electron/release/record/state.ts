// ODIN's state of a release, in a Secret of its own: Helm rewrites its records whenever it likes. Sentences for people call it notes.

import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { planVerbSchema } from '../../../shared/model/plan.ts';
import { shellQuote } from '../../../shared/shell-quote.ts';
import { parseBounded } from '../../kube/bounded-json.ts';
import type { ReleaseTarget } from '../context.ts';
import { inventoryItemSchema } from './inventory.ts';

/** A generated Secret as it was wanted: of no other kind, and no token or certificate of anything, whatever somebody has written there. */
const wantedSchema = z.custom<KubeObject>((value) => {
  const { apiVersion, kind, metadata, type } = record(value);
  const isSecret = apiVersion === 'v1' && kind === 'Secret' && typeof record(metadata).name === 'string';
  return isSecret && (type === undefined || type === 'Opaque');
});

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
  /** Generated Secrets that were still to be made: no record has them, and whoever finishes the change has to. */
  createOnly: z.array(wantedSchema).optional(),
  /** Of a way back: why it did not succeed, in a sentence. Nobody interrupted it then. */
  failure: z.string().optional(),
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

/** The name of the Secret that holds a release's state. */
export function stateName({ release }: Pick<ReleaseTarget, 'release'>): string {
  return `odin-state.${release}`;
}

/** The Secret of a state; with `resourceVersion` it replaces that version alone. */
export function encodeState(target: ReleaseTarget, state: ReleaseState, resourceVersion?: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: TYPE,
    metadata: {
      name: stateName(target),
      namespace: target.namespace,
      labels: STATE_LABELS,
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
    data: { state: Buffer.from(JSON.stringify(state)).toString('base64') },
  };
}

/** Reads such a Secret. Throws `conflict` when it holds something else. */
export function decodeState(secret: KubeObject): StoredState {
  const name = `Secret/${secret.metadata.namespace}/${secret.metadata.name}`;
  try {
    const { value } = parseBounded(Buffer.from(text(record(secret.data).state), 'base64').toString());
    return { state: stateSchema.parse(value), resourceVersion: secret.metadata.resourceVersion ?? '' };
  } catch (error) {
    const message = `${name} does not hold what ODIN wrote; delete it, and ODIN goes by the release's newest record.`;
    const { namespace, name: secretName } = secret.metadata;
    throw new AppError('conflict', message, {
      subject: name,
      remedy: `kubectl delete secret -n ${shellQuote(namespace ?? 'default', process.platform)} ${shellQuote(secretName, process.platform)}`,
      cause: error,
    });
  }
}
