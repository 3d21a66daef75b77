// The quantity that an alert watches over, against the threshold of its rule.
import { z } from 'zod';

/** `number`: of a unit that its name does not tell. */
export const THRESHOLD_UNITS = ['ratio', 'celsius', 'bytes', 'watts', 'number'] as const;

/** It fires where `value comparison threshold` holds. */
export const alertThresholdSchema = z.object({
  /** The PromQL of the quantity alone. */
  query: z.string(),
  comparison: z.enum(['>', '>=', '<', '<=']),
  threshold: z.number(),
  unit: z.enum(THRESHOLD_UNITS),
  /** `[unixSeconds, value | null]`, oldest first, one per step; null where there is no sample. */
  points: z.array(z.tuple([z.number(), z.number().nullable()])).min(1),
  stepSeconds: z.number(),
});
export type AlertThreshold = z.infer<typeof alertThresholdSchema>;

/** Names an alert that is known. */
export const alertFingerprintSchema = z.strictObject({ fingerprint: z.string().min(1).max(4_096) });
