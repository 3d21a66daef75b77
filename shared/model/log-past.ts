// The past of a log as Loki keeps it, a page at a time: further back than the kubelet, and of pods that are gone.
import { z } from 'zod';
import { MOST_SOUGHT } from './log-bounds.ts';
import { logLineSchema, logSourceSchema } from './log-line.ts';

/** A moment, in ms since the epoch. */
const momentSchema = z.number().int().min(0).max(8_640_000_000_000_000);

/** What lines must have, whatever its case: words as they stand, or a regular expression, of RE2's. */
export const logSoughtSchema = z.strictObject({
  as: z.enum(['words', 'expression']),
  text: z.string().min(1).max(MOST_SOUGHT),
});
export type LogSought = z.infer<typeof logSoughtSchema>;

export const logPastRequestSchema = z.strictObject({
  source: logSourceSchema,
  /** Default: all of them. */
  container: z.string().max(253).optional(),
  /** From then on. */
  from: momentSchema,
  /** Up to then, which is left out. */
  until: momentSchema,
  /** Which end of it is wanted first. */
  direction: z.enum(['backward', 'forward']),
  /** Default: every line. */
  sought: logSoughtSchema.optional(),
});
export type LogPastRequest = z.infer<typeof logPastRequestSchema>;

/** In order of time. `hasMore`: there is more of it beyond the far end of these. */
export const logPageSchema = z.object({ lines: z.array(logLineSchema), hasMore: z.boolean() });
export type LogPage = z.infer<typeof logPageSchema>;
