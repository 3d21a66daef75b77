// One vocabulary for "how is it?", kstatus's and one state more, always with a sentence for a person.
// Source: https://github.com/kubernetes-sigs/cli-utils/tree/master/pkg/kstatus
import { z } from 'zod';
import { causeSchema } from './cause.ts';

/** kstatus's states, and `Stopped`: somebody scaled it to zero. */
export const HEALTH_STATES = [
  'InProgress',
  'Current',
  'Failed',
  'Terminating',
  'NotFound',
  'Unknown',
  'Stopped',
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** `reason` is one sentence; `evidence` carries Kubernetes' own messages, conditions and log lines, word for word. */
export const healthSchema = z.object({
  state: z.enum(HEALTH_STATES),
  reason: z.string(),
  evidence: z.array(z.string()),
  /** Why, and what to do; absent for what is well. */
  why: causeSchema.optional(),
});
export type Health = z.infer<typeof healthSchema>;
