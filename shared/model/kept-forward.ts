// Plain local ports that a person asked for and that are kept: what may be asked, and how each is.
import { z } from 'zod';

/** For each cluster. */
export const MOST_KEPT_FORWARDS = 20;

/** It becomes part of a path: a DNS name, as Kubernetes has it for both kinds and their namespaces. */
const nameSchema = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
const portSchema = z.number().int().min(1).max(65_535);

/** What can be forwarded: a Service, each connection to a pod that is ready then, or one pod. */
export const forwardableSchema = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.enum(['Service', 'Pod']),
  namespace: nameSchema,
  name: nameSchema,
});
export type Forwardable = z.infer<typeof forwardableSchema>;

/** A port of an object, as its manifest declares it. */
export const declaredPortSchema = z.object({
  port: portSchema,
  name: z.string().optional(),
  /** Whether a browser can be expected to show something there. */
  isHttp: z.boolean(),
});
export type DeclaredPort = z.infer<typeof declaredPortSchema>;

/** What is asked for. `localPort`: the port of this machine; default the same one, else one that is free. */
export const forwardRequestSchema = z.strictObject({
  object: forwardableSchema,
  port: portSchema,
  localPort: portSchema.optional(),
});
export type ForwardRequest = z.infer<typeof forwardRequestSchema>;

/** `Service/demo/web:80`: one forward for each port of an object. */
export const keptForwardIdSchema = z.string().min(1).max(600);

/** `ready` means that a connection through it was opened and stayed open; `broken` heals by itself. */
export const keptForwardSchema = z.object({
  id: keptForwardIdSchema,
  object: forwardableSchema,
  port: portSchema,
  /** Of 127.0.0.1; absent until it has listened once. */
  localPort: portSchema.optional(),
  isHttp: z.boolean(),
  state: z.enum(['starting', 'ready', 'broken']),
  /** Why it is not ready, in a sentence. */
  reason: z.string().optional(),
  /** Since when it is in this state, in ms since the epoch. */
  since: z.number(),
  /** How often it was broken and became ready again. */
  reconnects: z.number().int(),
});
export type KeptForward = z.infer<typeof keptForwardSchema>;
