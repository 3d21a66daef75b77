// The form of a GPU exporter's row. The rows are in the model because three rooms read them that may not import one
// another: the schema of the settings (the choice), `electron/stack` (component, build, amounts) and `electron/metrics` (names).
import type { GpuQuantityName } from './quantities.ts';

/** Another build of an exporter: the same version's image by another tag. */
export interface ExporterBuild {
  /** Follows the tag of the usual build. */
  readonly suffix: string;
  /** The one that it is made for, as Kubernetes names it: its pods keep to such nodes. */
  readonly architecture: string;
  /** Arguments that it gets beside those of the usual build. */
  readonly args: readonly string[];
}

/** A value of the setting `gpu.exporter`, and the build that it stands for; without one, the manifests' own. */
export interface ExporterChoice {
  readonly value: string;
  /** Whether a GPU can fall asleep beside it: it asks the driver when it is scraped, and lets go of it in between. */
  readonly canSleep: boolean;
  /** Whether it tells the processes on a GPU, so that the gate before it can name their pods. */
  readonly tellsProcesses: boolean;
  readonly build?: ExporterBuild;
}

/** The two ways in which series of an exporter become one value for each GPU; both take a selector, `metric{label="x"}`. */
export interface PerGpu {
  /** The highest of a GPU's series: pods that share it have one each, and so has an exporter's pod before and after a restart. */
  one(selector: string): string;
  /** As `one` for each partition of a GPU (MIG), which are added up. */
  partitions(selector: string): string;
}

/** PromQL of one quantity in the unit of its name, with one series for each GPU. */
export type GpuQuery = (perGpu: PerGpu) => string;

/**
 * A series that tells a GPU's XID errors. `moment`: by the label `xid`, the unix time of the newest; `count`: by the label `xid`,
 * how many there were lately, none where there was none; `code`: the number of the newest, 0 before the first.
 */
export interface XidSeries {
  readonly name: string;
  readonly tells: 'moment' | 'count' | 'code';
}

/** An exporter that measures GPUs. */
export interface GpuExporter {
  /** The folder of its manifests; in it, its DaemonSet and container, its Service, and the `job` of its series. */
  readonly component: string;
  /** Values of the setting that choose it, the usual build first. */
  readonly choices: readonly [ExporterChoice, ...ExporterChoice[]];
  /** Its sentences in the description of the setting. */
  readonly description: string;
  /**
   * Series of which it exports one for each GPU, with the labels below: of a GPU that lacks the first, another tells that it is
   * there.
   */
  readonly infoMetrics: readonly [string, ...string[]];
  /** The label that tells GPUs apart. */
  readonly idLabel: string;
  /** The label that a person knows a GPU by. */
  readonly nameLabel: string;
  /** A GPU's number on its machine, for the order and to tell two of the same name apart. */
  readonly indexLabel: string;
  readonly driverLabel: string;
  /** The comparison of PromQL that a value passes and a blank does not, where blanks are exported. */
  readonly unlessBlank?: string;
  /** PromQL by quantity. A quantity that is not here is one that it never has. */
  readonly queries: Readonly<Partial<Record<GpuQuantityName, GpuQuery>>>;
  /** Its series of XID errors, the one that tells most first. */
  readonly xids: readonly XidSeries[];
  /** CPU and memory that its container requests, and its limit of memory, where a preset differs from the manifests. */
  readonly amounts?: {
    readonly small?: readonly [cpu: string, memory: string, limit: string];
    readonly workstation?: readonly [cpu: string, memory: string, limit: string];
  };
}
