// The charts of the GPU page, in reading order.
import type { ChartedMetricName } from '../../../shared/model/metric-name.ts';
import { gpuText } from '../../text/gpu.ts';

/** One hue for each kind of quantity; the tokens have them by these names. */
export type Hue = 'gpu' | 'heat' | 'host';

export interface ChartSpec {
  readonly title: string;
  readonly metric: ChartedMetricName;
  /** The metric that is its limit: memory in total, the power limit. */
  readonly limit?: ChartedMetricName;
  readonly hue: Hue;
  /** Its line is bent by what holds the clocks back, so that it has the marks of that. */
  readonly isHeldBack?: true;
  /** The dashboard of Grafana that shows more of it. */
  readonly dashboard: 'odin-gpu' | 'odin-node';
  /** Said when its metric is not exported. */
  readonly absent: string;
}

export const CHARTS: readonly ChartSpec[] = [
  {
    title: gpuText.utilization,
    metric: 'gpuUtilization',
    hue: 'gpu',
    dashboard: 'odin-gpu',
    absent: gpuText.notExported,
  },
  {
    title: gpuText.memory,
    metric: 'gpuMemoryUsed',
    limit: 'gpuMemoryTotal',
    hue: 'gpu',
    dashboard: 'odin-gpu',
    absent: gpuText.notExported,
  },
  {
    title: gpuText.temperature,
    metric: 'gpuTemperature',
    isHeldBack: true,
    hue: 'heat',
    dashboard: 'odin-gpu',
    absent: gpuText.notExported,
  },
  {
    title: gpuText.power,
    metric: 'gpuPower',
    limit: 'gpuPowerLimit',
    isHeldBack: true,
    hue: 'heat',
    dashboard: 'odin-gpu',
    absent: gpuText.notExported,
  },
  { title: gpuText.nodeCpu, metric: 'nodeCpu', hue: 'host', dashboard: 'odin-node', absent: gpuText.notExportedNode },
  {
    title: gpuText.nodeMemory,
    metric: 'nodeMemoryUsed',
    limit: 'nodeMemoryTotal',
    hue: 'host',
    dashboard: 'odin-node',
    absent: gpuText.notExportedNode,
  },
];
