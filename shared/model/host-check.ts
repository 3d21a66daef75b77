// A machine that was looked at before K3s is installed on it: each check, and whether it may go on.
import { z } from 'zod';
import { HOST_CHECKS } from './host-checks.ts';

export const hostCheckSchema = z.object({
  name: z.enum(HOST_CHECKS),
  /** `blocker`: K3s would not run, or would harm what is here. `warning`: it runs, and something will not work. */
  level: z.enum(['ok', 'warning', 'blocker', 'unknown']),
  /** The thing, what is with it, the next step. */
  sentence: z.string(),
  /** Lines for a terminal that mend it. */
  commands: z.array(z.string()),
});
export type HostCheck = z.infer<typeof hostCheckSchema>;

/** What K3s' installer is given and does: the plan of an install by hand. */
export const hostPlanSchema = z.object({
  /** `v1.37.2+k3s1`. */
  version: z.string(),
  /** Steps for a terminal, in order: what each is for, and its lines. */
  steps: z.array(z.object({ about: z.string(), command: z.string() })),
  /** Files, units and links that are there afterwards, or are changed; each with what it is. */
  changes: z.array(z.object({ path: z.string(), about: z.string() })),
});
export type HostPlan = z.infer<typeof hostPlanSchema>;

export const hostReportSchema = z.object({
  /** `installed`: K3s is here already, and there is nothing to install. `blocked`: something stands in the way. */
  standing: z.enum(['ready', 'blocked', 'installed']),
  /** The verdict. */
  sentence: z.string(),
  /** In the order of {@link HOST_CHECKS}. */
  checks: z.array(hostCheckSchema),
  /** Of a machine that is ready: an installer would replace what is there, or fail on what stands in its way. */
  plan: hostPlanSchema.optional(),
  /** Ms since the epoch. */
  at: z.number(),
});
export type HostReport = z.infer<typeof hostReportSchema>;
