// The quantities that charts ask for by name, as PromQL: one entry per exporter that may know them.
// It must not know how a query is sent or drawn.
import type { MetricName, Unit } from '../../shared/model/metric-name.ts';

/** Whose metrics they are. */
export const EXPORTERS = ['nvidiaGpuExporter', 'dcgmExporter', 'nodeExporter'] as const;
export type Exporter = (typeof EXPORTERS)[number];

/** Time windows of a query, in whole seconds; `sampling.ts` says how they are chosen and why. */
export interface Windows {
  /** How far back a gauge's value may come from. */
  readonly gaugeSeconds: number;
  /** What a counter's rate is taken over. */
  readonly rateSeconds: number;
  /** Whether a gauge is averaged over its window (a window of many samples) or its last sample is taken. */
  readonly average: boolean;
}

/** How an exporter names things. */
export interface ExporterEntry {
  /** A series that it always exports, one for each thing that it watches: its presence is the exporter's. */
  readonly infoMetric: string;
  /** The label that tells GPUs or nodes apart. */
  readonly idLabel: string;
  /** The label that a person knows it by. */
  readonly nameLabel: string;
  /** Its number on its machine, for the order and to tell two of the same name apart. */
  readonly indexLabel?: string;
  readonly driverLabel?: string;
}

/** Per exporter: what to look for and which label says what. */
export const exporters: Readonly<Record<Exporter, ExporterEntry>> = {
  // https://github.com/utkuozdemir/nvidia_gpu_exporter/blob/master/METRICS.md
  nvidiaGpuExporter: {
    infoMetric: 'nvidia_smi_gpu_info',
    idLabel: 'uuid',
    nameLabel: 'name',
    indexLabel: 'index',
    driverLabel: 'driver_version',
  },
  // DCGM has no info series; the temperature is in every set of counters and carries the static labels.
  // https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv
  dcgmExporter: {
    infoMetric: 'DCGM_FI_DEV_GPU_TEMP',
    idLabel: 'UUID',
    nameLabel: 'modelName',
    indexLabel: 'gpu',
    driverLabel: 'DCGM_FI_DRIVER_VERSION',
  },
  nodeExporter: { infoMetric: 'node_uname_info', idLabel: 'instance', nameLabel: 'nodename' },
};

/** PromQL of one quantity from one exporter. Its result has one series per GPU or node, told apart by `idLabel` alone. */
export type Promql = (windows: Windows) => string;

/** One quantity: its unit, and PromQL per exporter in order of preference. An exporter without an entry never has it. */
export interface CatalogEntry {
  readonly unit: Unit;
  readonly promql: Readonly<Partial<Record<Exporter, Promql>>>;
}

const MEBIBYTE_BYTES = 2 ** 20;

/** A gauge's value in its window. */
function gauge(metric: string, { average, gaugeSeconds }: Windows): string {
  return `${average ? 'avg' : 'last'}_over_time(${metric}[${gaugeSeconds}s])`;
}

// An exporter's new pod is a new series (its `instance` and `pod` labels change): aggregation makes it one line again.
const nvidia =
  (metric: string): Promql =>
  (windows) =>
    `max by (uuid) (${gauge(metric, windows)})`;

// DCGM reports "blank" as 9223372036854775794 and its like: nothing real is above 1e15.
const dcgmGauge = (metric: string, windows: Windows) => `max by (UUID) (${gauge(metric, windows)} < 1e15)`;
const dcgm =
  (metric: string): Promql =>
  (windows) =>
    dcgmGauge(metric, windows);

/** What each quantity is called by each exporter. */
export const catalog: Readonly<Record<MetricName, CatalogEntry>> = {
  gpuUtilization: {
    unit: 'ratio',
    promql: {
      nvidiaGpuExporter: nvidia('nvidia_smi_utilization_gpu_ratio'),
      dcgmExporter: (windows) => `${dcgmGauge('DCGM_FI_DEV_GPU_UTIL', windows)} / 100`,
    },
  },
  gpuMemoryUsed: {
    unit: 'bytes',
    promql: {
      nvidiaGpuExporter: nvidia('nvidia_smi_memory_used_bytes'),
      dcgmExporter: (windows) => `${dcgmGauge('DCGM_FI_DEV_FB_USED', windows)} * ${MEBIBYTE_BYTES}`,
    },
  },
  gpuMemoryTotal: {
    unit: 'bytes',
    promql: {
      nvidiaGpuExporter: nvidia('nvidia_smi_memory_total_bytes'),
      dcgmExporter: (windows) => {
        const [used, free, reserved] = ['USED', 'FREE', 'RESERVED'].map((part) =>
          dcgmGauge(`DCGM_FI_DEV_FB_${part}`, windows),
        );
        // Older sets of counters leave FB_RESERVED out; it is small.
        return `(${used} + ${free} + ${reserved} or ${used} + ${free}) * ${MEBIBYTE_BYTES}`;
      },
    },
  },
  gpuTemperature: {
    unit: 'celsius',
    promql: { nvidiaGpuExporter: nvidia('nvidia_smi_temperature_gpu'), dcgmExporter: dcgm('DCGM_FI_DEV_GPU_TEMP') },
  },
  gpuPower: {
    unit: 'watts',
    promql: { nvidiaGpuExporter: nvidia('nvidia_smi_power_draw_watts'), dcgmExporter: dcgm('DCGM_FI_DEV_POWER_USAGE') },
  },
  gpuPowerLimit: {
    unit: 'watts',
    promql: {
      // The limit in force; laptops report it also where `power_limit_watts` is missing.
      nvidiaGpuExporter: nvidia('nvidia_smi_enforced_power_limit_watts'),
      dcgmExporter: dcgm('DCGM_FI_DEV_POWER_MGMT_LIMIT'),
    },
  },
  nodeCpu: {
    unit: 'ratio',
    promql: {
      // Idle time against all time, not against the clock: at the edge of a gap `rate` divides what few samples it has by
      // the whole window, and an idle node would seem busy. Both sides err alike, so that their quotient is right.
      nodeExporter: ({ rateSeconds }) =>
        `1 - sum by (instance) (rate(node_cpu_seconds_total{mode="idle"}[${rateSeconds}s]))` +
        ` / sum by (instance) (rate(node_cpu_seconds_total[${rateSeconds}s]))`,
    },
  },
  nodeMemoryUsed: {
    unit: 'bytes',
    promql: {
      nodeExporter: (windows) =>
        `max by (instance) (${gauge('node_memory_MemTotal_bytes', windows)} - ${gauge('node_memory_MemAvailable_bytes', windows)})`,
    },
  },
  nodeMemoryTotal: {
    unit: 'bytes',
    promql: { nodeExporter: (windows) => `max by (instance) (${gauge('node_memory_MemTotal_bytes', windows)})` },
  },
};

/**
 * Which GPUs or nodes an exporter reported in the last `rangeSeconds`, and how often: its value is the number of samples.
 * Asked once per range, as an instant query at the range's end.
 */
export function presencePromql(exporter: Exporter, rangeSeconds: number): string {
  const { infoMetric, idLabel, nameLabel, indexLabel, driverLabel } = exporters[exporter];
  const labels = [idLabel, nameLabel, indexLabel, driverLabel, 'job'].filter((label) => label !== undefined);
  return `sum by (${labels.join(', ')}) (count_over_time(${infoMetric}[${rangeSeconds}s]))`;
}
