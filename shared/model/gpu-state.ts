// Sleep of GPUs, as the gate before their exporter tells it: how each is now, and when it was not asked.
import { z } from 'zod';

/**
 * `asleep`: suspended, and so it uses next to nothing; `leftAlone`: idle, and not asked so that it can fall asleep; `awake`: asked;
 * `unknown`: asked, and nobody knows whether it sleeps at times.
 */
export const gpuStateSchema = z.object({
  /** Its UUID, as `gpuSchema` has it; where that is not known, its node and PCI address. */
  id: z.string(),
  /** What a person calls it; with its number and node where two have the same name. */
  label: z.string(),
  state: z.enum(['awake', 'asleep', 'leftAlone', 'unknown']),
  /** Since when it is like that, in unix seconds of its node's clock; absent where that was not told. */
  sinceSeconds: z.number().optional(),
  /** What was read where, as a sentence. */
  evidence: z.string(),
  /** Whether it falls asleep when it is left alone, as far as is known. */
  sleeps: z.boolean(),
});
export type GpuState = z.infer<typeof gpuStateSchema>;

/** A time within a chart's range in which a GPU was not asked; both in unix seconds, `to` not before `from`. */
export const gpuSleepSchema = z.object({
  id: z.string(),
  state: z.enum(['asleep', 'leftAlone']),
  from: z.number(),
  to: z.number(),
});
export type GpuSleep = z.infer<typeof gpuSleepSchema>;
