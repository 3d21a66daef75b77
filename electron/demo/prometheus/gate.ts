// The gate before the demo's GPU exporter: series by the names and labels that the stack's gate has.
import { GPU } from './gpu-day.ts';
import { type GpuSwitch, restAt } from './gpu-rest.ts';
import { GPU_WORK } from './gpu-work.ts';
import type { Labels, Metric } from './value.ts';

const PCI = '0000:01:00.0';

/**
 * What the gate says itself, and the exporter's page while the gate asks for it.
 *
 * @param exporter the metrics of the exporter behind it
 * @param offsetSeconds local time minus UTC
 */
export function gateMetrics(
  exporter: readonly Metric[],
  offsetSeconds: number,
  gpuSwitch: GpuSwitch,
): readonly Metric[] {
  const rest = (seconds: number) => restAt(seconds, offsetSeconds, gpuSwitch);
  const own = (name: string, at: Metric['at'], labels: Labels = {}): Metric => ({
    name: `odin_gpu_${name}`,
    labels: { pci: PCI, ...labels },
    at,
  });
  const status = (state: 'active' | 'suspended'): Metric => ({
    ...own('runtime_status', () => 1, { state }),
    isThere: (seconds) => rest(seconds).isSuspended === (state === 'suspended'),
  });
  return [
    status('active'),
    status('suspended'),
    own('asked', (seconds) => Number(rest(seconds).isAsked)),
    own('state_since_timestamp_seconds', (seconds) => rest(seconds).since),
    own('sleeps', () => 1),
    own('device_info', () => 1, { uuid: GPU.uuid, name: GPU.name, index: '0' }),
    ...exporter.map((metric) => ({ ...metric, isThere: (seconds: number) => rest(seconds).isAsked })),
  ];
}

/** The processes that it tells of where it sees the machine's. */
export function processMetrics(offsetSeconds: number, gpuSwitch: GpuSwitch): readonly Metric[] {
  return GPU_WORK.flatMap(({ labels, memoryBytes, runsAt }) => {
    const isThere = (seconds: number) =>
      restAt(seconds, offsetSeconds, gpuSwitch).isAsked && runsAt(seconds + offsetSeconds);
    return [
      { name: 'odin_gpu_process', labels, at: () => 1, isThere },
      { name: 'odin_gpu_process_memory_bytes', labels, at: () => memoryBytes, isThere },
    ];
  });
}
