// The quantities that charts ask for by name, their units, and the spans they cover.
import { GPU_METRIC_NAMES } from './gpu-exporters/metric-names.ts';

export const METRIC_NAMES = [...GPU_METRIC_NAMES, 'nodeCpu', 'nodeMemoryUsed', 'nodeMemoryTotal'] as const;
export type MetricName = (typeof METRIC_NAMES)[number];

/** `ratio` is 0 to 1. */
export const UNITS = ['ratio', 'bytes', 'celsius', 'watts'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_OF: Readonly<Record<MetricName, Unit>> = {
  gpuUtilization: 'ratio',
  gpuMemoryUsed: 'bytes',
  gpuMemoryTotal: 'bytes',
  gpuTemperature: 'celsius',
  gpuPower: 'watts',
  gpuPowerLimit: 'watts',
  nodeCpu: 'ratio',
  nodeMemoryUsed: 'bytes',
  nodeMemoryTotal: 'bytes',
};

/** The spans that the window offers, in seconds: 15 min, 1 h, 6 h, 24 h. */
export const RANGES_SECONDS = [900, 3600, 21600, 86400] as const;
