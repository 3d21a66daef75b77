// PromQL of a quantity: of one exporter for a chart, of all of them for a recording rule. Both are written by the same function,
// and differ in how a series is read and in whether nodes are told apart.
import { GPU_QUANTITIES, type GpuQuantityName } from './quantities.ts';
import type { GpuExporter, PerGpu } from './row.ts';

/** One query's way of reading. */
export interface Reading {
  /** A selector as it is read: itself, or its last value of some seconds. */
  readonly read: (selector: string) => string;
  /** The labels that tell its GPUs apart; `uuid` is one of them. */
  readonly by: readonly string[];
}

/** The label of a partition, of each exporter that has partitions. */
const PARTITION = 'GPU_I_ID';

/** A vector whose GPUs are told by the label `uuid`, without DCGM's `GPU-` before it, whichever label the exporter has. */
export function withUuid({ idLabel }: Pick<GpuExporter, 'idLabel'>, vector: string): string {
  return idLabel === 'uuid' ? vector : `label_replace(${vector}, "uuid", "$1", "${idLabel}", "(?:GPU-)?(.+)")`;
}

/** What an exporter says of a quantity, also what cannot be; undefined where it has no such quantity. */
export function saidPromql(row: GpuExporter, quantity: GpuQuantityName, reading: Reading): string | undefined {
  return row.queries[quantity]?.(perGpuOf(row, reading));
}

/** A quantity of an exporter's GPUs, with what cannot be left out; undefined where it has no such quantity. */
export function quantityPromql(row: GpuExporter, quantity: GpuQuantityName, reading: Reading): string | undefined {
  const { unlessBlank } = row;
  // Of a sum, no part may be a blank.
  const read = (selector: string) =>
    unlessBlank === undefined ? reading.read(selector) : `${reading.read(selector)} ${unlessBlank}`;
  const said = saidPromql(row, quantity, { ...reading, read });
  const { lowest, highest } = GPU_QUANTITIES[quantity];
  return said === undefined ? undefined : `${said} >= ${lowest} <= ${highest}`;
}

function perGpuOf(row: GpuExporter, { read, by }: Reading): PerGpu {
  const known = (selector: string) => withUuid(row, read(selector));
  const grouped = by.join(', ');
  return {
    one: (selector) => `max by (${grouped}) (${known(selector)})`,
    partitions: (selector) => `sum by (${grouped}) (max by (${grouped}, ${PARTITION}) (${known(selector)}))`,
  };
}
