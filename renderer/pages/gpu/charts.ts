// The charts of the GPU page, in reading order.
import type { DetailMetricName, MetricName } from '../../../shared/model/metric-name.ts';
import { gpuText } from '../../text/gpu.ts';

/** One hue for each kind of quantity; the tokens have them by these names. */
export type Hue = 'gpu' | 'heat' | 'host';

export interface ChartSpec {
  readonly title: string;
  readonly metric: MetricName;
  /** The metric that is its limit: memory in total, the power limit. */
  readonly limit?: MetricName;
  readonly hue: Hue;
  /** Its line is bent by what holds the clocks back, so that it has the marks of that. */
  readonly isHeldBack?: true;
  /** It says below its name what was drawn in the time that is shown. */
  readonly hasEnergy?: true;
  /** The dashboard of Grafana that shows more of it. */
  readonly dashboard: 'odin-gpu' | 'odin-node';
  /** Said when its metric is not exported. */
  readonly absent: string;
}

/** The page's own dashboard. */
export const DASHBOARD = 'odin-gpu';

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
    hasEnergy: true,
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

const detail = (title: string, metric: DetailMetricName, hue: Hue) =>
  ({ title, metric, hue, dashboard: 'odin-gpu', absent: gpuText.notExported }) as const satisfies ChartSpec;

/** Those that are seen where somebody wants more, in reading order. */
export const DETAIL_CHARTS: readonly ChartSpec[] = [
  { ...detail(gpuText.smClock, 'gpuSmClock', 'gpu'), isHeldBack: true },
  detail(gpuText.memoryClock, 'gpuMemoryClock', 'gpu'),
  detail(gpuText.memoryTemperature, 'gpuMemoryTemperature', 'heat'),
  detail(gpuText.fan, 'gpuFanSpeed', 'heat'),
  detail(gpuText.encoder, 'gpuEncoder', 'gpu'),
  detail(gpuText.decoder, 'gpuDecoder', 'gpu'),
  detail(gpuText.pcieRx, 'gpuPcieRx', 'gpu'),
  detail(gpuText.pcieTx, 'gpuPcieTx', 'gpu'),
];
