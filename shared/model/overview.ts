// The content of the Overview page: the stack's services and pods, from watches.
import { z } from 'zod';
import { causeActionSchema } from './cause.ts';
import { healthSchema } from './health.ts';
import { objectRefSchema } from './object-ref.ts';

export const servicePortSchema = z.object({
  name: z.string().optional(),
  port: z.number().int(),
  protocol: z.string(),
  /** A number, or the name of a container port. */
  targetPort: z.union([z.number().int(), z.string()]),
});

/** One Service. `backends` are the pods or addresses behind it, ready ones first. */
export const serviceRowSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  /** `name.namespace.svc.cluster.local`, what a pod would dial. */
  dnsName: z.string(),
  ports: z.array(servicePortSchema),
  readyEndpoints: z.number().int(),
  totalEndpoints: z.number().int(),
  backends: z.array(z.object({ name: z.string(), ready: z.boolean() })),
  health: healthSchema,
});
export type ServiceRow = z.infer<typeof serviceRowSchema>;

/** One Pod. `createdAt` is in milliseconds since the epoch. */
export const podRowSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  /** The controller behind it, such as `Deployment/grafana`, else absent. */
  owner: z.string().optional(),
  health: healthSchema,
  readyContainers: z.number().int(),
  totalContainers: z.number().int(),
  restarts: z.number().int(),
  node: z.string().optional(),
  createdAt: z.number(),
});
export type PodRow = z.infer<typeof podRowSchema>;

/** Deployments, StatefulSets, DaemonSets: what the verdict counts. */
export const workloadRowSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  health: healthSchema,
});
export type WorkloadRow = z.infer<typeof workloadRowSchema>;

/**
 * One part: what a person runs, such as Grafana; a workload with the Services that lead to it. A Service that nothing stands behind
 * is a part of its own. What the verdict counts, and what the table shows: the two never differ.
 */
export const partRowSchema = z.object({
  /** "Grafana"; the workload's name where nobody knows better. */
  title: z.string(),
  object: objectRefSchema,
  /** The port that people know it by. */
  port: z.number().int().optional(),
  /** Of the program, as its manifest or its image has it: "v3.13.3". */
  version: z.string().optional(),
  /** The names of the claims that its pods keep their data in; absent for none. */
  claims: z.array(z.string()).optional(),
  services: z.array(objectRefSchema),
  pods: z.array(objectRefSchema),
  health: healthSchema,
  restarts: z.number().int(),
  createdAt: z.number().optional(),
});
export type PartRow = z.infer<typeof partRowSchema>;

/** `at`: when the data was last known to be true, ms since the epoch. `stale` when a watch is down. */
export const overviewSchema = z.object({
  namespace: z.string(),
  /** False while no object of the stack is in the cluster: the page then offers the install. */
  installed: z.boolean(),
  services: z.array(serviceRowSchema),
  workloads: z.array(workloadRowSchema),
  parts: z.array(partRowSchema),
  pods: z.array(podRowSchema),
  at: z.number(),
  stale: z.boolean(),
  /** Why it is stale, in a sentence. */
  staleReason: z.string().optional(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** One thing that is wrong, told once: a part and the alerts about it are one problem. Most urgent first. */
export const problemSchema = z.object({
  /** The same for the same problem from one verdict to the next. */
  id: z.string(),
  tone: z.enum(['bad', 'warn', 'info']),
  /** The thing and the cause, at most 120 characters. */
  title: z.string(),
  next: z.string().optional(),
  /** Ms since the epoch; absent where nobody knows. */
  since: z.number().optional(),
  object: objectRefSchema.optional(),
  actions: z.array(causeActionSchema),
  /** Fingerprints of the alerts that are folded into it. */
  alerts: z.array(z.string()),
  /** What Kubernetes says, word for word. */
  evidence: z.array(z.string()),
});
export type Problem = z.infer<typeof problemSchema>;

/** The tray's and the header's three words; `paused` and `unknown` have the dashed shape. */
export const verdictSchema = z.object({
  level: z.enum(['healthy', 'degraded', 'failed', 'busy', 'unknown', 'unreachable', 'notInstalled']),
  /** "8 of 9 parts are healthy". */
  sentence: z.string(),
  /** The first thing that is wrong, in a sentence. */
  reason: z.string().optional(),
  /** What is no fault and worth a line: "GPU asleep since 14:02". */
  note: z.string().optional(),
  problems: z.array(problemSchema),
});
export type Verdict = z.infer<typeof verdictSchema>;
