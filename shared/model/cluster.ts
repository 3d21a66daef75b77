// The clusters that there are, and the answer of the chosen one.
import { z } from 'zod';
import { clusterPlaceSchema } from './cluster-place.ts';

/** `demo`, or the kubeconfig file's path and the context's name joined by `#`: names alone repeat between files. */
export const contextIdSchema = z.string().min(1).max(4096);
export type ContextId = z.infer<typeof contextIdSchema>;

/** What a person should know before trusting a context, in a sentence with what to do. */
export const cautionSchema = z.object({
  /**
   * `unverified`: the server's certificate is not checked; `readable`, `writable`: the file, by every user of the machine;
   * `shared`: two files have a thing of the same name, and one of them counts.
   */
  kind: z.enum(['unverified', 'unencrypted', 'readable', 'writable', 'shared']),
  sentence: z.string(),
});
export type Caution = z.infer<typeof cautionSchema>;

/** One entry of the cluster menu. */
export const clusterContextSchema = z.object({
  id: contextIdSchema,
  kind: z.enum(['kubeconfig', 'demo']),
  name: z.string(),
  /** The kubeconfig's path; absent for the demo cluster. */
  file: z.string().optional(),
  /** The API server's address. */
  server: z.string().optional(),
  /** Where kubectl works in it when it is told no namespace; absent for `default`. */
  namespace: z.string().optional(),
  /** Whether kubectl would go to it when it is told no context: one at most is. */
  isCurrent: z.boolean(),
  /** The distribution that it looks like by its kubeconfig alone, such as `kind`: names that anybody may give. */
  looksLike: z.string().optional(),
  /** Why it cannot be used, in a sentence. */
  problem: z.string().optional(),
  /** The program, or the kind of provider, that is asked for credentials when it is chosen. */
  runs: z.string().optional(),
  /** Other files that are read when it is chosen, as the kubeconfig names them. */
  reads: z.array(z.string()).optional(),
  /** Absent where there are none. */
  cautions: z.array(cautionSchema).optional(),
});
export type ClusterContext = z.infer<typeof clusterContextSchema>;

/** A kubeconfig file that was looked at. `problem` is one sentence, `remedy` the exact command that mends it. */
export const kubeconfigFileSchema = z.object({
  path: z.string(),
  problem: z.string().optional(),
  remedy: z.string().optional(),
});
export type KubeconfigFile = z.infer<typeof kubeconfigFileSchema>;

/** All that the menu shows. `selected` is null until one was chosen. */
export const clusterListSchema = z.object({
  files: z.array(kubeconfigFileSchema),
  contexts: z.array(clusterContextSchema),
  selected: contextIdSchema.nullable(),
});
export type ClusterList = z.infer<typeof clusterListSchema>;

/** A credential plugin that is waited for: its name in the kubeconfig, and the last lines that it wrote for a person. */
export const waitingPluginSchema = z.object({ command: z.string(), said: z.array(z.string()) });
export type WaitingPlugin = z.infer<typeof waitingPluginSchema>;

/** How the chosen cluster answers. `lastSeenAt` is in milliseconds since the epoch. */
export const clusterStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('connecting'), context: clusterContextSchema, plugin: waitingPluginSchema.optional() }),
  z.object({
    state: z.literal('connected'),
    context: clusterContextSchema,
    /** `gitVersion`, such as `v1.36.5+k3s1`. */
    version: z.string(),
    /** `K3s`, `kind`, …, where all that the cluster tells of it agrees; else `Kubernetes`. */
    distribution: z.string(),
    nodeCount: z.number().int(),
    /** Absent for the demo cluster. */
    place: clusterPlaceSchema.optional(),
    plugin: waitingPluginSchema.optional(),
  }),
  z.object({
    state: z.literal('unreachable'),
    context: clusterContextSchema,
    reason: z.string(),
    remedy: z.string().optional(),
    lastSeenAt: z.number().optional(),
    plugin: waitingPluginSchema.optional(),
  }),
]);
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;

/** Whether one context answers, for the first-launch page. */
export const probeResultSchema = z.object({
  id: contextIdSchema,
  reachable: z.boolean(),
  /** Why not, in a sentence; the version when it does. */
  message: z.string(),
  remedy: z.string().optional(),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;
