// The exporter that measures the GPU, and whether pods may ask for a GPU.
import { z } from 'zod';
import { toggle } from './fields.ts';

export const gpuSchema = z
  .strictObject({
    exporter: z
      .enum(
        ['nvidia-gpu-exporter', 'nvidia-gpu-exporter-nvml', 'dcgm-exporter', 'none'],
        'must be nvidia-gpu-exporter, nvidia-gpu-exporter-nvml, dcgm-exporter or none',
      )
      .default('nvidia-gpu-exporter')
      .meta({
        title: 'GPU exporter',
        description:
          "Who measures the GPU. nvidia-gpu-exporter runs nvidia-smi, everywhere. Its build -nvml asks the driver itself, and so tells XID errors, energy and PCIe traffic too: experimental, on amd64 nodes alone. dcgm-exporter is NVIDIA's own and knows more of data-centre GPUs.",
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
