// The quantities that are asked for by name, their units, and the spans that charts cover.
import { GPU_METRIC_NAMES } from './gpu-exporters/metric-names.ts';

/** What the page of the GPUs draws. */
export const CHARTED_METRIC_NAMES = [...GPU_METRIC_NAMES, 'nodeCpu', 'nodeMemoryUsed', 'nodeMemoryTotal'] as const;

/** Whether a reason holds a GPU's clocks back: 1 while it does; where a point stands for many samples, the share of them. */
export const THROTTLE_METRIC_NAMES = [
  'gpuThermalThrottle',
  'gpuDriverThermalThrottle',
  'gpuPowerCapThrottle',
  'gpuPowerBrakeThrottle',
] as const;
export type ThrottleMetricName = (typeof THROTTLE_METRIC_NAMES)[number];

/** What the page of the GPUs draws where somebody wants more. */
export const DETAIL_METRIC_NAMES = [
  'gpuSmClock',
  'gpuMemoryClock',
  'gpuMemoryTemperature',
  'gpuFanSpeed',
  'gpuEncoder',
  'gpuDecoder',
  'gpuPcieRx',
  'gpuPcieTx',
] as const;
export type DetailMetricName = (typeof DETAIL_METRIC_NAMES)[number];

/** The counter of what a GPU has drawn, of exporters that have one: charts say of a time what it grew by. */
export const ENERGY_METRIC_NAME = 'gpuEnergy';

/** All that can be asked for: the overview tells the disk too. */
export const METRIC_NAMES = [
  ...CHARTED_METRIC_NAMES,
  ...THROTTLE_METRIC_NAMES,
  ...DETAIL_METRIC_NAMES,
  ENERGY_METRIC_NAME,
  'nodeDiskFree',
  'nodeDiskTotal',
] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** `ratio` is 0 to 1. */
export const UNITS = ['ratio', 'bytes', 'celsius', 'watts', 'hertz', 'bytesPerSecond', 'joules'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_OF = {
  gpuUtilization: 'ratio',
  gpuMemoryUsed: 'bytes',
  gpuMemoryTotal: 'bytes',
  gpuTemperature: 'celsius',
  gpuPower: 'watts',
  gpuPowerLimit: 'watts',
  gpuThermalThrottle: 'ratio',
  gpuDriverThermalThrottle: 'ratio',
  gpuPowerCapThrottle: 'ratio',
  gpuPowerBrakeThrottle: 'ratio',
  gpuSmClock: 'hertz',
  gpuMemoryClock: 'hertz',
  gpuMemoryTemperature: 'celsius',
  gpuFanSpeed: 'ratio',
  gpuEncoder: 'ratio',
  gpuDecoder: 'ratio',
  gpuPcieRx: 'bytesPerSecond',
  gpuPcieTx: 'bytesPerSecond',
  gpuEnergy: 'joules',
  nodeCpu: 'ratio',
  nodeMemoryUsed: 'bytes',
  nodeMemoryTotal: 'bytes',
  nodeDiskFree: 'bytes',
  nodeDiskTotal: 'bytes',
} as const satisfies Readonly<Record<MetricName, Unit>>;

/** The spans that the window offers, in seconds: 15 min, 1 h, 6 h, 24 h, 7 d, 30 d. */
export const RANGES_SECONDS = [900, 3_600, 21_600, 86_400, 604_800, 2_592_000] as const;

export const LONGEST_RANGE_SECONDS = 2_592_000;
