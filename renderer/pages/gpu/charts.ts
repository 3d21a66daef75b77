// The charts of the GPU page, in reading order.
import type { MetricName } from '../../../shared/model/metric-name.ts';
import { gpuText } from '../../text/gpu.ts';

/** One hue for each kind of quantity; the tokens have them by these names. */
export type Hue = 'gpu' | 'heat' | 'host';

export interface ChartSpec {
  readonly title: string;
  readonly metric: MetricName;
  /** The metric that is its limit: memory in total, the power limit. */
  readonly limit?: MetricName;
  readonly hue: Hue;
  /** Said when its metric is not exported. */
  readonly absent: string;
}

export const CHARTS: readonly ChartSpec[] = [
  { title: gpuText.utilization, metric: 'gpuUtilization', hue: 'gpu', absent: gpuText.notExported },
  {
    title: gpuText.memory,
    metric: 'gpuMemoryUsed',
    limit: 'gpuMemoryTotal',
    hue: 'gpu',
    absent: gpuText.notExported,
  },
  { title: gpuText.temperature, metric: 'gpuTemperature', hue: 'heat', absent: gpuText.notExported },
  { title: gpuText.power, metric: 'gpuPower', limit: 'gpuPowerLimit', hue: 'heat', absent: gpuText.notExported },
  { title: gpuText.nodeCpu, metric: 'nodeCpu', hue: 'host', absent: gpuText.notExportedNode },
  {
    title: gpuText.nodeMemory,
    metric: 'nodeMemoryUsed',
    limit: 'nodeMemoryTotal',
    hue: 'host',
    absent: gpuText.notExportedNode,
  },
];
