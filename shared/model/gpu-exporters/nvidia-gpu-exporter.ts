// nvidia_gpu_exporter: https://github.com/utkuozdemir/nvidia_gpu_exporter/blob/master/METRICS.md
import type { GpuExporter } from './row.ts';

export const nvidiaGpuExporter = {
  component: 'nvidia-gpu-exporter',
  choices: [
    { value: 'nvidia-gpu-exporter' },
    {
      // There is an image of it for amd64 alone, and it tells of PCIe traffic only when it is asked to.
      value: 'nvidia-gpu-exporter-nvml',
      build: { suffix: '-nvml', architecture: 'amd64', args: ['--collect.pcie-throughput'] },
    },
  ],
  description:
    'nvidia-gpu-exporter runs nvidia-smi, everywhere. Its build -nvml asks the driver itself, and so tells XID errors, energy and PCIe traffic too: experimental, on amd64 nodes alone.',
  infoMetric: 'nvidia_smi_gpu_info',
  idLabel: 'uuid',
  nameLabel: 'name',
  indexLabel: 'index',
  driverLabel: 'driver_version',
  queries: {
    gpuUtilization: (gauge) => gauge('nvidia_smi_utilization_gpu_ratio'),
    gpuMemoryUsed: (gauge) => gauge('nvidia_smi_memory_used_bytes'),
    gpuMemoryTotal: (gauge) => gauge('nvidia_smi_memory_total_bytes'),
    gpuTemperature: (gauge) => gauge('nvidia_smi_temperature_gpu'),
    gpuPower: (gauge) => gauge('nvidia_smi_power_draw_watts'),
    // The limit in force; laptops report it also where `power_limit_watts` is missing.
    gpuPowerLimit: (gauge) => gauge('nvidia_smi_enforced_power_limit_watts'),
  },
  amounts: { workstation: ['50m', '64Mi', '256Mi'] },
} as const satisfies GpuExporter;
