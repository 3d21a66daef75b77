// nvidia_gpu_exporter: https://github.com/utkuozdemir/nvidia_gpu_exporter/blob/master/METRICS.md
import type { GpuExporter, GpuQuery } from './row.ts';

/** Whether a reason holds the clocks back. Drivers before 535 say `throttle`. */
const heldBack =
  (reason: string): GpuQuery =>
  ({ one }) =>
    `(${one(`nvidia_smi_clocks_event_reasons_${reason}`)} or ${one(`nvidia_smi_clocks_throttle_reasons_${reason}`)})`;

export const nvidiaGpuExporter = {
  component: 'nvidia-gpu-exporter',
  choices: [
    { value: 'nvidia-gpu-exporter', canSleep: true, tellsProcesses: true },
    {
      // There is an image of it for amd64 alone, and it tells of PCIe traffic only when it is asked to.
      value: 'nvidia-gpu-exporter-nvml',
      canSleep: false, // it holds NVML open, and waits for XID errors
      tellsProcesses: false, // not without the gate
      build: { suffix: '-nvml', architecture: 'amd64', args: ['--collect.pcie-throughput'] },
    },
  ],
  description:
    'nvidia-gpu-exporter runs nvidia-smi, everywhere; a GPU that nobody uses sleeps beside it, and it can tell processes. Its build -nvml asks the driver itself, and so tells XID errors, energy and PCIe traffic too: experimental, on amd64 nodes alone; it holds the driver open, so that no GPU ever sleeps.',
  infoMetrics: ['nvidia_smi_gpu_info'],
  idLabel: 'uuid',
  nameLabel: 'name',
  indexLabel: 'index',
  driverLabel: 'driver_version',
  xids: [{ name: 'nvidia_smi_xid_last_timestamp_seconds', tells: 'moment' }],
  queries: {
    gpuUtilization: ({ one }) => one('nvidia_smi_utilization_gpu_ratio'),
    gpuMemoryUsed: ({ one }) => one('nvidia_smi_memory_used_bytes'),
    gpuMemoryTotal: ({ one }) => one('nvidia_smi_memory_total_bytes'),
    gpuTemperature: ({ one }) => one('nvidia_smi_temperature_gpu'),
    gpuMemoryTemperature: ({ one }) => one('nvidia_smi_temperature_memory'),
    gpuTemperatureMargin: ({ one }) => one('nvidia_smi_temperature_gpu_tlimit'),
    gpuPower: ({ one }) => one('nvidia_smi_power_draw_watts'),
    // The enforced limit is what holds now; laptops often tell that one alone.
    gpuPowerLimit: ({ one }) =>
      `(${one('nvidia_smi_enforced_power_limit_watts')} or ${one('nvidia_smi_power_limit_watts')})`,
    gpuFanSpeed: ({ one }) => one('nvidia_smi_fan_speed_ratio'),
    gpuSmClock: ({ one }) => one('nvidia_smi_clocks_current_sm_clock_hz'),
    gpuMemoryClock: ({ one }) => one('nvidia_smi_clocks_current_memory_clock_hz'),
    gpuPcieTx: ({ one }) => one('nvidia_smi_pcie_throughput_tx_bytes_per_second'),
    gpuPcieRx: ({ one }) => one('nvidia_smi_pcie_throughput_rx_bytes_per_second'),
    gpuEncoder: ({ one }) => one('nvidia_smi_utilization_encoder_ratio'),
    gpuDecoder: ({ one }) => one('nvidia_smi_utilization_decoder_ratio'),
    gpuEnergy: ({ one }) => one('nvidia_smi_energy_joules_total'),
    gpuThermalThrottle: heldBack('hw_thermal_slowdown'),
    gpuDriverThermalThrottle: heldBack('sw_thermal_slowdown'),
    gpuPowerCapThrottle: heldBack('sw_power_cap'),
    gpuPowerBrakeThrottle: heldBack('hw_power_brake_slowdown'),
  },
  amounts: { workstation: ['50m', '64Mi', '256Mi'] },
} as const satisfies GpuExporter;
