// The quantities that are measured of a GPU: the name that the recording rules give each, its unit, and what it can be. Charts and rules
// are both made from this and the exporters' rows, so that a chart and the dashboard beside it tell the same.

/** A quantity of a GPU; `lowest` and `highest` are in the unit of its name, and both can be. */
export interface GpuQuantity {
  /** The recorded series, `odin:gpu_power:watts`. */
  readonly record: string;
  readonly lowest: number;
  /**
   * What no GPU reaches. Drivers answer what they do not know by 2⁴⁷, by 2³² or 2⁶³ of a smaller unit, less a little: such a value is
   * left out, and counted in `odin:gpu_values_dropped:count`.
   */
  readonly highest: number;
}

const RATIO = { lowest: 0, highest: 1 };
const WATTS = { lowest: 0, highest: 10_000 };
const BYTES = { lowest: 0, highest: 2 ** 43 };
const CELSIUS = { lowest: -40, highest: 150 };
const HERTZ = { lowest: 0, highest: 20e9 };
const BYTES_PER_SECOND = { lowest: 0, highest: 2e12 };

export const GPU_QUANTITIES = {
  gpuUtilization: { record: 'odin:gpu_utilization:ratio', ...RATIO },
  gpuMemoryUsed: { record: 'odin:gpu_memory_used:bytes', ...BYTES },
  gpuMemoryTotal: { record: 'odin:gpu_memory_total:bytes', ...BYTES, lowest: 1 },
  gpuTemperature: { record: 'odin:gpu_temperature:celsius', ...CELSIUS },
  // 0 is how DCGM says that a memory has no sensor.
  gpuMemoryTemperature: { record: 'odin:gpu_memory_temperature:celsius', ...CELSIUS, lowest: 1 },
  // How far below the temperature at which it slows itself down; negative above it. It counts the hottest spot of the chip, whose own
  // temperature neither nvidia-smi nor DCGM tells.
  gpuTemperatureMargin: { record: 'odin:gpu_temperature_margin:celsius', lowest: -100, highest: 150 },
  gpuPower: { record: 'odin:gpu_power:watts', ...WATTS },
  gpuPowerLimit: { record: 'odin:gpu_power_limit:watts', ...WATTS, lowest: 1 },
  // Fans may be asked for more than their rated speed.
  gpuFanSpeed: { record: 'odin:gpu_fan_speed:ratio', lowest: 0, highest: 2 },
  gpuSmClock: { record: 'odin:gpu_sm_clock:hertz', ...HERTZ },
  gpuMemoryClock: { record: 'odin:gpu_memory_clock:hertz', ...HERTZ },
  gpuPcieTx: { record: 'odin:gpu_pcie_tx:bytes_per_second', ...BYTES_PER_SECOND },
  gpuPcieRx: { record: 'odin:gpu_pcie_rx:bytes_per_second', ...BYTES_PER_SECOND },
  gpuEncoder: { record: 'odin:gpu_encoder_utilization:ratio', ...RATIO },
  gpuDecoder: { record: 'odin:gpu_decoder_utilization:ratio', ...RATIO },
  gpuEnergy: { record: 'odin:gpu_energy:joules_total', lowest: 0, highest: 1e14 },
  // Clocks are held back: by the hardware because of heat, by the driver before that, by the driver to stay below the limit of power,
  // and by the hardware as its supply asks for it.
  gpuThermalThrottle: { record: 'odin:gpu_thermal_throttle:bool', ...RATIO },
  gpuDriverThermalThrottle: { record: 'odin:gpu_driver_thermal_throttle:bool', ...RATIO },
  gpuPowerCapThrottle: { record: 'odin:gpu_power_cap_throttle:bool', ...RATIO },
  gpuPowerBrakeThrottle: { record: 'odin:gpu_power_brake_throttle:bool', ...RATIO },
} as const satisfies Readonly<Record<string, GpuQuantity>>;

export type GpuQuantityName = keyof typeof GPU_QUANTITIES;

export const GPU_QUANTITY_NAMES = Object.keys(GPU_QUANTITIES) as readonly GpuQuantityName[];
