// NVIDIA's dcgm-exporter: https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv
import type { GpuExporter } from './row.ts';

const MEBIBYTE_BYTES = 2 ** 20;

export const dcgmExporter = {
  component: 'dcgm-exporter',
  choices: [{ value: 'dcgm-exporter' }],
  description: "dcgm-exporter is NVIDIA's own and knows more of data-centre GPUs.",
  // DCGM has no info series; the temperature is in every set of counters and carries the static labels.
  infoMetric: 'DCGM_FI_DEV_GPU_TEMP',
  idLabel: 'UUID',
  nameLabel: 'modelName',
  indexLabel: 'gpu',
  driverLabel: 'DCGM_FI_DRIVER_VERSION',
  // A blank is 9223372036854775794 or its like: nothing real is above 1e15.
  unlessBlank: '< 1e15',
  queries: {
    gpuUtilization: (gauge) => `${gauge('DCGM_FI_DEV_GPU_UTIL')} / 100`,
    gpuMemoryUsed: (gauge) => `${gauge('DCGM_FI_DEV_FB_USED')} * ${MEBIBYTE_BYTES}`,
    gpuMemoryTotal: (gauge) => {
      const [used, free, reserved] = ['USED', 'FREE', 'RESERVED'].map((part) => gauge(`DCGM_FI_DEV_FB_${part}`));
      // Older sets of counters leave FB_RESERVED out; it is small.
      return `(${used} + ${free} + ${reserved} or ${used} + ${free}) * ${MEBIBYTE_BYTES}`;
    },
    gpuTemperature: (gauge) => gauge('DCGM_FI_DEV_GPU_TEMP'),
    gpuPower: (gauge) => gauge('DCGM_FI_DEV_POWER_USAGE'),
    gpuPowerLimit: (gauge) => gauge('DCGM_FI_DEV_POWER_MGMT_LIMIT'),
  },
} as const satisfies GpuExporter;
