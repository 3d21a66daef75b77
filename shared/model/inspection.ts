// One object of the cluster as the inspector shows it: how it is, what it is made of, what it belongs to, what happened to it.
import { z } from 'zod';
import { healthSchema } from './health.ts';
import { objectRefSchema } from './object-ref.ts';

/** One container of a pod, or of the template that a workload's pods are made of (which has no `state`). Times in ms since the epoch. */
export const containerFactsSchema = z.object({
  name: z.string(),
  /** `init` runs before the others, `sidecar` beside them from the start, `ephemeral` was added for a look. */
  role: z.enum(['main', 'init', 'sidecar', 'ephemeral']),
  image: z.string(),
  /** "running", "waiting: ImagePullBackOff", "ended: Completed". */
  state: z.string().optional(),
  isReady: z.boolean().optional(),
  restarts: z.number().int().optional(),
  startedAt: z.number().optional(),
  lastExit: z.object({ code: z.number().int(), reason: z.string(), at: z.number().optional() }).optional(),
  limits: z.object({ cpuCores: z.number().optional(), memoryBytes: z.number().optional() }),
  requests: z.object({ cpuCores: z.number().optional(), memoryBytes: z.number().optional() }),
  ports: z.array(z.object({ name: z.string().optional(), port: z.number().int(), protocol: z.string() })),
});
export type ContainerFacts = z.infer<typeof containerFactsSchema>;

/** Another object that it has to do with. */
export const relationSchema = z.object({
  /** `owner` made it, `owned` was made by it, `selects` leads to it (a Service), `selected` is led to. */
  relation: z.enum([
    'owner',
    'owned',
    'selects',
    'selected',
    'volume',
    'config',
    'policy',
    'ingress',
    'node',
    'account',
  ]),
  object: objectRefSchema,
  /** "reads and writes /var/lib/grafana"; for a policy its edges in words. */
  note: z.string().optional(),
  health: healthSchema.optional(),
});
export type Relation = z.infer<typeof relationSchema>;

/** One Event about it, those that repeat as one. Times in ms since the epoch. */
export const objectEventSchema = z.object({
  id: z.string(),
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  count: z.number().int(),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
  /** Who said so: `kubelet`. */
  source: z.string().optional(),
  object: objectRefSchema,
});
export type ObjectEvent = z.infer<typeof objectEventSchema>;

const known = {
  ref: objectRefSchema,
  uid: z.string(),
  createdAt: z.number().optional(),
  health: healthSchema,
  containers: z.array(containerFactsSchema),
  relations: z.array(relationSchema),
  /** Newest first. Null where they may not be read. */
  events: z.array(objectEventSchema).nullable(),
  /** More that a person asks for by kind: a Service's DNS name and endpoints, a node's capacity. In words. */
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** As `kubectl get -o yaml` without managedFields; the values of a Secret are masked. */
  yaml: z.string(),
  /** What can be done to it here; `replicas` is what a scale begins from. */
  can: z.object({
    restart: z.boolean(),
    scale: z.boolean(),
    shell: z.boolean(),
    logs: z.boolean(),
    replicas: z.number().int().optional(),
  }),
  /** What a release of ODIN's has to do with it: "A part of odin, as it was applied." */
  release: z.object({ name: z.string(), isDrifted: z.boolean(), sentence: z.string() }).optional(),
};

/** What is known of an object now; told anew with each change, at most each 200 ms. */
export const inspectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('there'), ...known }),
  /** It was deleted at `at`, while somebody looked; what was last known stays. `successor` has taken its place: a new pod of the same owner. */
  z.object({ state: z.literal('gone'), at: z.number(), successor: objectRefSchema.optional(), ...known }),
  /** Nothing is heard of it since `at`. */
  z.object({ state: z.literal('stale'), at: z.number(), reason: z.string(), ...known }),
  /** It never was there, may not be read, or its kind is not of this cluster. */
  z.object({
    state: z.literal('absent'),
    code: z.enum(['notFound', 'forbidden', 'unreachable', 'unsupported']),
    reason: z.string(),
    remedy: z.string().optional(),
  }),
]);
export type Inspection = z.infer<typeof inspectionSchema>;
