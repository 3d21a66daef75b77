// Lines of containers' logs, and what else is told while they are followed.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** Where lines come from. A workload's are those of all its pods, merged by time, new pods followed. */
export const logSourceSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('object'), object: objectRefSchema }),
  /** All of the stack. */
  z.object({ of: z.literal('stack') }),
]);
export type LogSource = z.infer<typeof logSourceSchema>;

export const logRequestSchema = z.object({
  source: logSourceSchema,
  /** Default: each that is no init container. */
  container: z.string().max(253).optional(),
  /** Of the run before this one; then nothing is followed. */
  previous: z.boolean(),
  /** How many lines of the past, over all pods. */
  tail: z.number().int().min(0).max(20_000),
  /** Only what is younger, in seconds. */
  sinceSeconds: z.number().int().min(1).optional(),
});
export type LogRequest = z.infer<typeof logRequestSchema>;

/** One line. `at` in ms since the epoch, by the node's clock. */
export const logLineSchema = z.object({
  at: z.number().optional(),
  pod: z.string(),
  container: z.string(),
  /** Without colour codes; other control characters as text. */
  text: z.string(),
  /** As logfmt, JSON or klog have it. */
  level: z.enum(LOG_LEVELS).optional(),
  /** Colours and weights: from and to (exclusive) in `text`, and the SGR codes in force, such as `1;31`. */
  styles: z.array(z.tuple([z.number().int(), z.number().int(), z.string()])).optional(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Lines in order of time, in bundles of at most 1,000 and at most ten a second. */
export const logMessageSchema = z.object({
  lines: z.array(logLineSchema),
  /** What happened between lines, in a sentence: "grafana-1 was replaced by grafana-2", "2,000 lines were left out". */
  notices: z.array(z.object({ at: z.number(), sentence: z.string() })),
  /** `live` follows; `ended`: there will be no more; `broken`: it is tried again, `reason` says why; `failed`: it is not. */
  state: z.enum(['reading', 'live', 'ended', 'broken', 'failed']),
  reason: z.string().optional(),
  remedy: z.string().optional(),
  /** How the run before ended, where one did: a log of a crash is opened there. */
  lastExit: z
    .object({
      pod: z.string(),
      container: z.string(),
      code: z.number().int(),
      reason: z.string(),
      at: z.number().optional(),
    })
    .optional(),
});
export type LogMessage = z.infer<typeof logMessageSchema>;
