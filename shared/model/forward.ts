// A local address that leads to a service in the cluster and outlives its pods.
import { z } from 'zod';

export const FORWARD_TARGETS = ['grafana', 'prometheus'] as const;
export const forwardTargetSchema = z.enum(FORWARD_TARGETS);
export type ForwardTarget = z.infer<typeof forwardTargetSchema>;

/** `ready` means that an HTTP probe through it answered, not that a socket is open. */
export const forwardSchema = z.object({
  target: forwardTargetSchema,
  state: z.enum(['starting', 'ready', 'recovering', 'stopped']),
  /** `http://127.0.0.1:3000`; set once it listens. */
  url: z.string().optional(),
  /** Why it is not ready, in a sentence. */
  reason: z.string().optional(),
});
export type Forward = z.infer<typeof forwardSchema>;
