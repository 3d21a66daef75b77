// The errors that NVIDIA's driver reports of a GPU, each by a number of NVIDIA's (XID), at the time when it was reported.
import { z } from 'zod';
import { metricsRangeInputSchema } from './metrics.ts';

export const gpuXidSchema = z.object({
  /** The GPU, as charts have it. */
  gpu: z.string(),
  xid: z.number().int().min(1).max(9_999),
  /** Unix seconds of Prometheus' clock; where an exporter tells no time, of the first sample that has it. */
  atSeconds: z.number(),
});
export type GpuXid = z.infer<typeof gpuXidSchema>;

/** The time that they are asked of. */
export const gpuXidsInputSchema = metricsRangeInputSchema.omit({ metrics: true });
export type GpuXidsInput = z.infer<typeof gpuXidsInputSchema>;
