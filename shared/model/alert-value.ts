// The values that alerts have now, as their rules measure them.
import { z } from 'zod';
import { THRESHOLD_UNITS } from './alert-threshold.ts';

export const alertValueSchema = z.object({ fingerprint: z.string(), value: z.number(), unit: z.enum(THRESHOLD_UNITS) });
export type AlertValue = z.infer<typeof alertValueSchema>;
