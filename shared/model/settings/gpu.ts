// The exporter that measures the GPU, and whether pods may ask for GPUs.
import { z } from 'zod';
import { DEFAULT_GPU_EXPORTER, exporterChoice, GPU_EXPORTER_CHOICES, GPU_EXPORTERS } from '../gpu-exporters/table.ts';
import { toggle } from './fields.ts';

export const gpuSchema = z
  .strictObject({
    exporter: z
      .enum([...GPU_EXPORTER_CHOICES, 'none'], `must be ${GPU_EXPORTER_CHOICES.join(', ')} or none`)
      .default(DEFAULT_GPU_EXPORTER)
      .meta({
        title: 'GPU exporter',
        description: `Who measures the GPU. ${GPU_EXPORTERS.map(({ description }) => description).join(' ')}`,
      }),
    sleep: z.enum(['allow', 'never'], 'must be allow or never').default('allow').meta({
      title: 'Sleep',
      description:
        "allow asks a GPU only while somebody uses it, so that it can fall asleep; charts then say since when it sleeps, and a GPU that is idle is looked at every 150 s; an unhealthy GPU is no longer taken out of allocatable, for the health check of the device plugin holds the driver open. never asks every 5 s, which keeps a laptop's GPU awake at 5 to 10 W. With dcgm-exporter and nvidia-gpu-exporter-nvml it is never. From version 1.3.0 of the stack on.",
    }),
    processes: toggle(
      false,
      'Processes',
      'Tells who uses a GPU, process by process and with their pods. For that the exporter sees the processes of the whole machine (hostPID). Only with nvidia-gpu-exporter and while sleep is allow. From version 1.3.0 of the stack on.',
    ),
    devicePlugin: z
      .strictObject({
        enabled: toggle(false, 'Device plugin', 'Lets pods ask for nvidia.com/gpu. Monitoring does not need it.'),
        timeSlicingReplicas: z
          .int('must be a whole number')
          .min(1, 'must be from 1 to 64')
          .max(64, 'must be from 1 to 64')
          .default(1)
          .meta({
            title: 'Pods that share a GPU',
            description:
              'How many pods take turns on each GPU; 1 gives a pod all of it. Nothing keeps one from using up the memory of all.',
          }),
      })
      .prefault({})
      .meta({ title: 'Device plugin', description: 'GPUs for the pods of the cluster.' }),
  })
  .prefault({})
  .meta({ title: 'GPU', description: 'Left out, with a sentence, where the cluster has no RuntimeClass nvidia.' });

/** The settings of GPUs, as far as sleep depends on them. */
type GpuSettings = Pick<z.output<typeof gpuSchema>, 'exporter' | 'sleep'>;

/** Whether a GPU may sleep: where that is allowed and the exporter, if there is one, does not keep it awake. */
export function maySleep({ exporter, sleep }: GpuSettings): boolean {
  return sleep === 'allow' && exporterChoice(exporter)?.canSleep !== false;
}

/** Why `gpu.sleep: allow` cannot be with an exporter, in words that follow the setting's name; undefined where it can. */
export function sleepRefusal(exporter: string): string | undefined {
  return exporterChoice(exporter)?.canSleep === false
    ? `cannot be allow with ${exporter}, which holds the driver open: choose ${DEFAULT_GPU_EXPORTER} as gpu.exporter, or leave gpu.sleep out`
    : undefined;
}
