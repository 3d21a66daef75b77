// The exporter that measures the GPU, and whether pods may ask for GPUs.
import { z } from 'zod';
import { DEFAULT_GPU_EXPORTER, GPU_EXPORTER_CHOICES, GPU_EXPORTERS } from '../gpu-exporters/table.ts';
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
