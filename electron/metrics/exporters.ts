// The exporters whose metrics charts show: the series that each is known by, its labels, and PromQL by quantity.
// It must not know how a query is sent or drawn.
import { quantityPromql } from '../../shared/model/gpu-exporters/promql.ts';
import { GPU_QUANTITIES, type GpuQuantityName } from '../../shared/model/gpu-exporters/quantities.ts';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import { METRIC_NAMES, type MetricName } from '../../shared/model/metric-name.ts';
import type { Windows } from './sampling.ts';

/** PromQL of one quantity. Its result has one series per GPU or node, told apart by `idLabel` alone. */
export type Promql = (windows: Windows) => string;

/** An exporter, and its names for things. */
export interface Exporter {
  readonly watches: 'gpu' | 'node';
  /** Series of which it exports one for each thing that it watches; the first is there but for a thing that lacks it. */
  readonly infoMetrics: readonly [string, ...string[]];
  /** The label that tells GPUs or nodes apart. */
  readonly idLabel: string;
  /** The label that a person knows it by. */
  readonly nameLabel: string;
  /** Its number on its machine, for the order and to tell two of the same name apart. */
  readonly indexLabel?: string;
  readonly driverLabel?: string;
  /** A quantity that is not here is one that it never has. */
  readonly promql: Readonly<Partial<Record<MetricName, Promql>>>;
}

/** Before it is mounted, Linux has a file system in memory there. */
const ROOT = '{mountpoint="/", fstype!="rootfs"}';

const nodeExporter: Exporter = {
  watches: 'node',
  infoMetrics: ['node_uname_info'],
  idLabel: 'instance',
  nameLabel: 'nodename',
  promql: {
    // Idle time against all time, not against the clock: at the edge of a gap `rate` divides what few samples it has by
    // the whole window, and an idle node would seem busy. Both sides err alike, so that their quotient is right.
    nodeCpu: ({ rateSeconds }) =>
      `1 - sum by (instance) (rate(node_cpu_seconds_total{mode="idle"}[${rateSeconds}s]))` +
      ` / sum by (instance) (rate(node_cpu_seconds_total[${rateSeconds}s]))`,
    nodeMemoryUsed: (windows) =>
      `max by (instance) (${gauge('node_memory_MemTotal_bytes', windows)} - ${gauge('node_memory_MemAvailable_bytes', windows)})`,
    nodeMemoryTotal: (windows) => `max by (instance) (${gauge('node_memory_MemTotal_bytes', windows)})`,
    // Of the disk that the system is on, what an ordinary user may still write.
    nodeDiskFree: (windows) => `max by (instance) (${gauge(`node_filesystem_avail_bytes${ROOT}`, windows)})`,
    nodeDiskTotal: (windows) => `max by (instance) (${gauge(`node_filesystem_size_bytes${ROOT}`, windows)})`,
  },
};

/** In order of preference: of two that know a quantity of the same thing, the first one's is shown. */
export const EXPORTERS: readonly Exporter[] = [...GPU_EXPORTERS.map(ofGpus), nodeExporter];

/** Its labels are the table's: a series is told by `uuid`, whichever label the exporter has. */
function ofGpus(row: (typeof GPU_EXPORTERS)[number]): Exporter {
  const known = METRIC_NAMES.filter(isGpuQuantity).filter((name) => row.queries[name] !== undefined);
  const promql = known.map((name): [string, Promql] => [
    name,
    // Not by `instance`: where that is a pod's address, an exporter's new pod would be a new line.
    (windows) => {
      const read = (selector: string) => gauge(selector, isCounter(name) ? { ...windows, average: false } : windows);
      return quantityPromql(row, name, { read, by: ['uuid'] }) ?? '';
    },
  ]);
  return { ...row, watches: 'gpu', promql: Object.fromEntries(promql) };
}

/** Of a counter, an average is no value that it ever had: the difference of two would be neither's. */
function isCounter(name: GpuQuantityName): boolean {
  return GPU_QUANTITIES[name].record.endsWith('_total');
}

function isGpuQuantity(name: MetricName): name is MetricName & GpuQuantityName {
  return Object.hasOwn(GPU_QUANTITIES, name);
}

/** A gauge's value in its window. */
function gauge(metric: string, { average, extreme, gaugeSeconds }: Windows): string {
  return `${extreme ?? (average ? 'avg' : 'last')}_over_time(${metric}[${gaugeSeconds}s])`;
}

/**
 * PromQL of the GPUs or nodes that an exporter reported in the last `rangeSeconds`, each with its number of samples as value.
 * Asked once per range, as an instant query at the range's end.
 */
export function presencePromql(exporter: Exporter, rangeSeconds: number): string {
  const { infoMetrics, idLabel, nameLabel, indexLabel, driverLabel } = exporter;
  const labels = [idLabel, nameLabel, indexLabel, driverLabel, 'job'].filter((label) => label !== undefined);
  const counted = (metric: string) => `sum by (${labels.join(', ')}) (count_over_time(${metric}[${rangeSeconds}s]))`;
  return infoMetrics.map(counted).join(' or ');
}
