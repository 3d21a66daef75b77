// The gate before a GPU exporter, which asks a GPU only while that keeps it from no sleep: its series, and the GPUs that they are of.
import { MOST_GATE_GPUS } from '../../shared/model/gpu-exporters/gate.ts';
import type { QueryResult } from './answers.ts';
import type { PrometheusClient } from './prometheus.ts';

type Labels = Readonly<Record<string, string>>;

/** A GPU that a gate watches. What is not known is ''. */
export interface GateGpu {
  /** Tells it from all others by what every series of the gate has: its node and PCI address. */
  readonly key: string;
  /** Its UUID as charts have it, without `GPU-`; its key where that is not known. */
  readonly id: string;
  readonly pci: string;
  readonly node: string;
  readonly name: string;
  readonly index: string;
}

/** The series by which its scrape interval is told: there is one for each GPU, in whatever state. */
export const GATE_SAMPLES = { infoMetrics: ['odin_gpu_asked'] } as const;

const DEVICE_LABELS = 'instance, pci, uuid, name, index';

/** A GPU that fell asleep before its gate began is not known by name there; who watched it before may have known. */
const REMEMBERED_SECONDS = 7 * 86_400;

/**
 * The GPUs whose gate told of them in the `seconds` before `atSeconds` (unix seconds; default Prometheus' now).
 *
 * @throws AppError as {@link PrometheusClient} does
 */
export async function findGateGpus(
  client: PrometheusClient,
  seconds: number,
  signal: AbortSignal,
  atSeconds?: number,
): Promise<readonly GateGpu[]> {
  const gpus = gateGpusIn(await client.query(devicesPromql(seconds), signal, atSeconds));
  if (gpus.every(({ id, key }) => id !== key)) return gpus;
  const remembered = gateGpusIn(await client.query(devicesPromql(REMEMBERED_SECONDS), signal, atSeconds));
  return gpus.map((gpu) => remembered.find(({ key }) => key === gpu.key) ?? gpu);
}

/** PromQL of the GPUs that gates told of in the last `seconds`, each with its number of samples as value. */
export function devicesPromql(seconds: number): string {
  return `sum by (${DEVICE_LABELS}) (count_over_time(odin_gpu_device_info[${seconds}s]))`;
}

/** Which GPU a series is of. */
export function gateKeyOf({ instance = '', pci = '' }: Labels): string {
  return `${instance} ${pci}`;
}

/**
 * The GPUs in an answer to {@link devicesPromql}, in the order of their nodes and numbers. What became known in the meantime counts
 * before what was not known yet, and what was told more often before what was told less often.
 */
export function gateGpusIn(answer: QueryResult): readonly GateGpu[] {
  if (answer.resultType !== 'vector') return [];
  const told = answer.result
    .filter(({ metric }) => (metric.pci ?? '') !== '')
    .map(({ metric, value }) => ({ gpu: gateGpuOf(metric), samples: Number(value?.[1] ?? 0) }))
    .sort((a, b) => knownOf(b.gpu) - knownOf(a.gpu) || b.samples - a.samples);
  const byKey = new Map<string, GateGpu>();
  for (const { gpu } of told) if (!byKey.has(gpu.key)) byKey.set(gpu.key, gpu);
  return [...byKey.values()].sort(inOrder).slice(0, MOST_GATE_GPUS);
}

function gateGpuOf(labels: Labels): GateGpu {
  const { pci = '', instance: node = '', name = '', index = '' } = labels;
  const key = gateKeyOf(labels);
  const uuid = (labels.uuid ?? '').replace(/^GPU-/i, '').toLowerCase();
  return { key, id: uuid === '' ? key : uuid, pci, node, name, index };
}

function knownOf({ id, key, name, index }: GateGpu): number {
  return Number(id !== key) + Number(name !== '') + Number(index !== '');
}

function inOrder(a: GateGpu, b: GateGpu): number {
  const byNode = a.node.localeCompare(b.node, 'en');
  return byNode || (Number(a.index) || 0) - (Number(b.index) || 0) || a.pci.localeCompare(b.pci, 'en');
}

/** What a person calls it among the others: its name, with its number where its node has another such, and its node where another has. */
export function gateLabelOf(gpu: GateGpu, all: readonly GateGpu[]): string {
  const name = gpu.name === '' ? `GPU ${gpu.pci}` : gpu.name;
  const alike = all.filter((other) => other.key !== gpu.key && other.name !== '' && other.name === gpu.name);
  const isTwiceHere = alike.some(({ node }) => node === gpu.node);
  const isElsewhere = alike.some(({ node }) => node !== gpu.node);
  const number = isTwiceHere ? ` #${gpu.index === '' ? gpu.pci : gpu.index}` : '';
  return `${name}${number}${isElsewhere ? ` on ${gpu.node}` : ''}`;
}
