// NVIDIA's dcgm-exporter: https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv
import type { GpuExporter, GpuQuery } from './row.ts';

const MEBIBYTE_BYTES = 2 ** 20;

/**
 * Whether a reason held the clocks back. DCGM counts the events of its last five minutes by reason, and has no series for one that
 * did not occur: any other series of the GPU says that it was looked at.
 */
const heldBack =
  (reason: string): GpuQuery =>
  ({ one }) =>
    `(${one(`DCGM_EXP_CLOCK_EVENTS_COUNT{clock_event="${reason}"}`)} > bool 0 or ${one('DCGM_EXP_CLOCK_EVENTS_COUNT')} * 0)`;

export const dcgmExporter = {
  component: 'dcgm-exporter',
  choices: [{ value: 'dcgm-exporter', canSleep: false, tellsProcesses: false }],
  description:
    "dcgm-exporter is NVIDIA's own and knows more of data-centre GPUs; it holds the driver open, so that no GPU ever sleeps, and tells no processes.",
  // DCGM has no info series. These are in its usual set of counters and carry the static labels.
  infoMetrics: ['DCGM_FI_DEV_GPU_TEMP', 'DCGM_FI_DEV_SM_CLOCK', 'DCGM_FI_DEV_POWER_USAGE', 'DCGM_FI_DEV_FB_USED'],
  idLabel: 'UUID',
  nameLabel: 'modelName',
  indexLabel: 'gpu',
  driverLabel: 'DCGM_FI_DRIVER_VERSION',
  // A blank is 9223372036854775794 or its like: nothing real is above 1e15.
  unlessBlank: '< 1e15',
  xids: [
    { name: 'DCGM_EXP_XID_ERRORS_COUNT', tells: 'count' },
    { name: 'DCGM_FI_DEV_XID_ERRORS', tells: 'code' },
  ],
  queries: {
    gpuUtilization: ({ one }) => `${one('DCGM_FI_DEV_GPU_UTIL')} / 100`,
    gpuMemoryUsed: ({ partitions }) => `${partitions('DCGM_FI_DEV_FB_USED')} * ${MEBIBYTE_BYTES}`,
    // What the driver reserves is missing on some GPUs, and in older sets of counters; the rest is the total then.
    gpuMemoryTotal: ({ partitions }) => {
      const [used, free, reserved] = ['USED', 'FREE', 'RESERVED'].map((part) => partitions(`DCGM_FI_DEV_FB_${part}`));
      return `(${used} + ${free} + (${reserved} or ${used} * 0)) * ${MEBIBYTE_BYTES}`;
    },
    gpuTemperature: ({ one }) => one('DCGM_FI_DEV_GPU_TEMP'),
    gpuMemoryTemperature: ({ one }) => one('DCGM_FI_DEV_MEMORY_TEMP'),
    gpuPower: ({ one }) => one('DCGM_FI_DEV_POWER_USAGE'),
    gpuPowerLimit: ({ one }) => one('DCGM_FI_DEV_POWER_MGMT_LIMIT'),
    gpuFanSpeed: ({ one }) => `${one('DCGM_FI_DEV_FAN_SPEED')} / 100`,
    gpuSmClock: ({ one }) => `${one('DCGM_FI_DEV_SM_CLOCK')} * 1e6`,
    gpuMemoryClock: ({ one }) => `${one('DCGM_FI_DEV_MEM_CLOCK')} * 1e6`,
    gpuPcieTx: ({ one }) => one('DCGM_FI_PROF_PCIE_TX_BYTES'),
    gpuPcieRx: ({ one }) => one('DCGM_FI_PROF_PCIE_RX_BYTES'),
    gpuEncoder: ({ one }) => `${one('DCGM_FI_DEV_ENC_UTIL')} / 100`,
    gpuDecoder: ({ one }) => `${one('DCGM_FI_DEV_DEC_UTIL')} / 100`,
    gpuEnergy: ({ one }) => `${one('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION')} / 1000`,
    gpuThermalThrottle: heldBack('hw_thermal'),
    gpuDriverThermalThrottle: heldBack('sw_thermal'),
    gpuPowerCapThrottle: heldBack('power_cap'),
    gpuPowerBrakeThrottle: heldBack('hw_power_brake'),
  },
} as const satisfies GpuExporter;
