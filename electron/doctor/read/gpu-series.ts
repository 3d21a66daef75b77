// The GPU's series, from whichever side they come: off the exporter's or the gate's page, or out of Prometheus.
import { MOST_GATE_GPUS } from '../../../shared/model/gpu-exporters/gate.ts';
import { GPU_EXPORTERS } from '../../../shared/model/gpu-exporters/table.ts';
import type { GateGpu, GpuSeries } from '../facts.ts';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const COLLECTED = 'nvidia_smi_last_collect_success';
const GATE = [
  'odin_gpu_runtime_status',
  'odin_gpu_asked',
  'odin_gpu_state_since_timestamp_seconds',
  'odin_gpu_exporter_problem',
  'odin_gpu_device_info',
] as const;
const MOST_LINES = 100_000;
/** No line of an exporter is longer, and expressions on one that is would take long. */
const LONGEST_LINE = 16_384;
/** As the gate writes them: what else stands there would become words of a sentence. */
const REASON = /^[a-z_]{1,20}$/;

/** The names that {@link gpuSeriesOf} reads. */
export const SERIES_NAMES: readonly string[] = [
  ...GPU_EXPORTERS.flatMap(({ infoMetrics }) => infoMetrics),
  COLLECTED,
  ...GATE,
];

export function gpuSeriesOf(samples: readonly Sample[]): GpuSeries {
  const of = (name: string) => samples.filter((sample) => sample.name === name);
  const ids = GPU_EXPORTERS.flatMap(({ infoMetrics, idLabel }) =>
    infoMetrics.flatMap((name) =>
      of(name).map(({ labels }) => (labels[idLabel] ?? labels.uuid ?? '').replace(/^GPU-/, '').toLowerCase()),
    ),
  );
  const collected = of(COLLECTED).map(({ value }) => value);
  const infos = of('odin_gpu_device_info');
  return {
    gpus: new Set(ids).size,
    collected: collected.length === 0 ? undefined : !collected.includes(0),
    gate: of('odin_gpu_runtime_status')
      .slice(0, MOST_GATE_GPUS)
      .map(({ labels }) => gateGpu(labels, of)),
    problems: problemsIn(of('odin_gpu_exporter_problem')),
    // The gate names each GPU of the bus; by a name or a UUID, those that a driver told it of.
    hasDriver: infos.some(({ labels }) => (labels.name ?? '') !== '' || (labels.uuid ?? '') !== ''),
    wasRead: infos.some(({ labels }) => (labels.index ?? '') !== ''),
  };
}

function problemsIn(samples: readonly Sample[]): readonly string[] {
  const reasons = samples.flatMap(({ value, labels: { reason = '' } }) =>
    value === 1 ? [REASON.test(reason) ? reason : 'of no known kind'] : [],
  );
  return [...new Set(reasons)].slice(0, 5);
}

function gateGpu(labels: Sample['labels'], of: (name: string) => readonly Sample[]): GateGpu {
  const { pci = '', state = 'unknown', instance } = labels;
  const same = (name: string) =>
    of(name).find((sample) => sample.labels.pci === pci && sample.labels.instance === instance)?.value;
  return { pci, state, isAsked: same('odin_gpu_asked') !== 0, since: same('odin_gpu_state_since_timestamp_seconds') };
}

/**
 * The samples of a page in Prometheus' text format, of the names that are read here alone; what is none of it is passed over.
 *
 * @param instance whose page it is, as Prometheus tells one from another
 */
export function samplesIn(page: string, instance?: string): readonly Sample[] {
  const wanted = new Set(SERIES_NAMES);
  const samples: Sample[] = [];
  for (const line of page.split('\n', MOST_LINES)) {
    if (line.length > LONGEST_LINE) continue;
    const [, name = '', inner = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)/.exec(line) ?? [];
    if (!wanted.has(name)) continue;
    const labels = { ...labelsIn(inner), ...(instance === undefined ? {} : { instance }) };
    samples.push({ name, labels, value: Number(value) });
  }
  return samples;
}

/** Each right behind the one before it: what is no label ends them, and is not looked through for others. */
function labelsIn(inner: string): Readonly<Record<string, string>> {
  const labels = inner.matchAll(/[ \t,]*([a-zA-Z_]\w*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"/gy);
  return Object.fromEntries(
    [...labels].map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char)),
    ]),
  );
}
