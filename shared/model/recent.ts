// Things that happened lately, of every source, in words: "what changed before it broke" has one place.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

/** One thing that happened. `at` in ms since the epoch; those that repeat are one, the last time counts. */
export const recentEntrySchema = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(['event', 'change', 'byHand', 'alert', 'restart', 'resume']),
  tone: z.enum(['ok', 'warn', 'bad', 'info']),
  sentence: z.string(),
  count: z.number().int().optional(),
  /** What it opens: an object in the inspector, or a revision of the stack. */
  object: objectRefSchema.optional(),
  revision: z.number().int().optional(),
});
export type RecentEntry = z.infer<typeof recentEntrySchema>;

/** Newest first, at most 100. `missing`: what could not be read, a sentence each. */
export const recentSchema = z.object({
  entries: z.array(recentEntrySchema),
  missing: z.array(z.string()),
  at: z.number(),
});
export type Recent = z.infer<typeof recentSchema>;
