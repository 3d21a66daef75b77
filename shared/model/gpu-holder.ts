// The holders of GPUs' memory over a time: pods, and programs of the machine itself.
import { z } from 'zod';
import { metricsRangeInputSchema } from './metrics.ts';

/** As many have a layer of their own. */
export const MOST_HOLDERS = 8;

/** One layer of a stack. `others` are all that hold less than those that have a layer. */
export const gpuHolderSchema = z.object({
  kind: z.enum(['pod', 'process', 'others']),
  /** Of the pod, or of the program; empty for `others`. */
  name: z.string(),
  /** Of a pod. */
  namespace: z.string().optional(),
  /** How many it stands for; 1 but for `others`. */
  count: z.number().int().positive(),
  /** `[unixSeconds, bytes | null]`, oldest first, one per step: of all GPUs, on average while they are asked; null where none was. */
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
});
export type GpuHolder = z.infer<typeof gpuHolderSchema>;

/** The time that they are asked of. */
export const gpuHoldersInputSchema = metricsRangeInputSchema.omit({ metrics: true });
export type GpuHoldersInput = z.infer<typeof gpuHoldersInputSchema>;

/**
 * `off`: nobody is to be told of processes, by the settings; `untold`: no exporter here can tell; `unrecorded`: one can, and
 * Prometheus has not the rule that joins processes to pods. Who held most comes first, `others` last. Times are unix seconds of Prometheus' clock.
 */
export const gpuHoldersSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    startSeconds: z.number(),
    endSeconds: z.number(),
    stepSeconds: z.number(),
    holders: z.array(gpuHolderSchema).max(MOST_HOLDERS + 1),
  }),
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('untold') }),
  z.object({ state: z.literal('unrecorded') }),
]);
export type GpuHolders = z.infer<typeof gpuHoldersSchema>;
