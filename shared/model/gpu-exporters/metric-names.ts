// The quantities of a GPU that charts ask for by name.

export const GPU_METRIC_NAMES = [
  'gpuUtilization',
  'gpuMemoryUsed',
  'gpuMemoryTotal',
  'gpuTemperature',
  'gpuPower',
  'gpuPowerLimit',
] as const;
