// Which charts the GPU page has, in reading order.
import type { MetricName } from '../../../shared/model/metric-name.ts';
import { text } from '../../text.ts';

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
  { title: text.gpu.utilization, metric: 'gpuUtilization', hue: 'gpu', absent: text.gpu.notExported },
  {
    title: text.gpu.memory,
    metric: 'gpuMemoryUsed',
    limit: 'gpuMemoryTotal',
    hue: 'gpu',
    absent: text.gpu.notExported,
  },
  { title: text.gpu.temperature, metric: 'gpuTemperature', hue: 'heat', absent: text.gpu.notExported },
  { title: text.gpu.power, metric: 'gpuPower', limit: 'gpuPowerLimit', hue: 'heat', absent: text.gpu.notExported },
  { title: text.gpu.nodeCpu, metric: 'nodeCpu', hue: 'host', absent: text.gpu.notExportedNode },
  {
    title: text.gpu.nodeMemory,
    metric: 'nodeMemoryUsed',
    limit: 'nodeMemoryTotal',
    hue: 'host',
    absent: text.gpu.notExportedNode,
  },
];
