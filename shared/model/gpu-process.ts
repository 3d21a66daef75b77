// Processes on GPUs, and the pods that they are of.
import { z } from 'zod';

/** One process on one GPU. Outside of Kubernetes it has neither namespace nor pod. */
export const gpuProcessSchema = z.object({
  /** The GPU's UUID, as `gpuSchema` has it. */
  gpu: z.string(),
  /** What a person calls the GPU. */
  gpuLabel: z.string(),
  /** On which machine, as Prometheus names it. */
  node: z.string(),
  pid: z.string(),
  /** The program's name. */
  process: z.string(),
  /** Of the GPU's memory; absent where the driver does not tell. */
  memoryBytes: z.number().optional(),
  namespace: z.string().optional(),
  /** The pod's name; where nobody knows it any more, its UID. */
  pod: z.string().optional(),
  /** Since when it has been seen there, in unix seconds of Prometheus' clock, to some minutes; absent where that is a day or more. */
  sinceSeconds: z.number().optional(),
});
export type GpuProcess = z.infer<typeof gpuProcessSchema>;

/** `off`: nobody is to be told of processes, by the settings; `untold`: the stack, or its exporter, cannot tell. Highest memory first. */
export const gpuProcessesSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('known'), processes: z.array(gpuProcessSchema) }),
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('untold') }),
]);
export type GpuProcesses = z.infer<typeof gpuProcessesSchema>;
