// Tables of the whole cluster, told as changes: ten thousand rows are sent once, and after that what moved.
import { z } from 'zod';
import { healthSchema } from './health.ts';
import { objectRefSchema } from './object-ref.ts';

export const LIVE_TABLES = ['pods', 'workloads', 'services', 'jobs', 'claims', 'ingresses', 'nodes', 'events'] as const;
export const liveTableNameSchema = z.enum(LIVE_TABLES);
export type LiveTableName = z.infer<typeof liveTableNameSchema>;

/** One row. `id` is the object's UID. Times in ms since the epoch. */
export const liveRowSchema = z.object({
  id: z.string(),
  object: objectRefSchema,
  health: healthSchema.pick({ state: true, reason: true }),
  ready: z.number().int().optional(),
  total: z.number().int().optional(),
  restarts: z.number().int().optional(),
  /** Where it runs. */
  node: z.string().optional(),
  createdAt: z.number().optional(),
  /** What the kind is looked at for: a Service's ports, a claim's size, an Event's message. */
  note: z.string().optional(),
});
export type LiveRow = z.infer<typeof liveRowSchema>;

/** `isWhole`: `set` is all there is, and what was known before is forgotten. At most four a second. */
export const liveTableChangeSchema = z.object({
  isWhole: z.boolean(),
  set: z.array(liveRowSchema),
  removed: z.array(z.string()),
  /** Why nothing newer is known, in a sentence; absent while it is live. */
  staleReason: z.string().optional(),
});
export type LiveTableChange = z.infer<typeof liveTableChangeSchema>;
