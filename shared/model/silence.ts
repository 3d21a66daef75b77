// Silences: alerts that nobody is to be told of for a while, as Alertmanager keeps them.
import { z } from 'zod';

/** One silence that counts now, or will. Times in ms since the epoch. */
export const silenceSchema = z.object({
  id: z.string(),
  /** `pending`: it begins later. */
  state: z.enum(['active', 'pending']),
  startsAt: z.number(),
  endsAt: z.number(),
  createdBy: z.string(),
  comment: z.string(),
  /** Whom it is about, as Alertmanager writes it: `alertname="GpuHot"`, `gpu=~"0|1"`; all of them have to hold. */
  matchers: z.array(z.string()),
});
export type Silence = z.infer<typeof silenceSchema>;

/** Those that have not ended, the one that ends first in front. */
export const silenceListSchema = z.array(silenceSchema);

/** Asks for a silence of one alert that is known, by all of its labels. */
export const silenceRequestSchema = z.strictObject({
  fingerprint: z.string().min(1).max(4_096),
  endsAt: z.number().int(),
  comment: z.string().trim().min(1).max(1_000),
});
export type SilenceRequest = z.infer<typeof silenceRequestSchema>;

/** Alertmanager names them by UUIDs. */
export const silenceIdSchema = z.string().regex(/^[\w-]{1,64}$/);
