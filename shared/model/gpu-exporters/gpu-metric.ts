// The quantities that every GPU exporter may have a metric for, by the names that charts ask for.

export const GPU_METRIC_NAMES = [
  'gpuUtilization',
  'gpuMemoryUsed',
  'gpuMemoryTotal',
  'gpuTemperature',
  'gpuPower',
  'gpuPowerLimit',
] as const;
export type GpuMetricName = (typeof GPU_METRIC_NAMES)[number];
