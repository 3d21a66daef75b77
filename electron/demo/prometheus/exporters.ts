// The exporters of the demo cluster: names and labels as the real ones have them, values from the simulated day.

import { cpuLoadAt, GPU, type GpuState, gpuAt } from './gpu-day.ts';
import type { Labels } from './value.ts';

/** One metric of an exporter: a value for every time. */
export interface Metric {
  readonly name: string;
  readonly labels: Labels;
  readonly at: (seconds: number) => number;
}

export type ExporterName = 'gpu' | 'node' | 'prometheus' | 'other';

const CPUS = 32;
const MEMORY_BYTES = 65_406_742_528;
const DISK_BYTES = 1_967_347_781_632;
/** Counters began so long before the demo did. */
const BOOTED_BEFORE_SECONDS = 3 * 86_400;

const localOffsetSeconds = -new Date().getTimezoneOffset() * 60;
/** The simulated day is the person's own: games are played in the evening. */
const local = (seconds: number) => seconds + localOffsetSeconds;

function constant(name: string, labels: Labels, value: number): Metric {
  return { name, labels, at: () => value };
}

function gpuMetrics(): readonly Metric[] {
  const uuid = GPU.uuid;
  const gauge = (name: string, read: (state: GpuState) => number): Metric => ({
    name: `nvidia_smi_${name}`,
    labels: { uuid },
    at: (seconds) => read(gpuAt(local(seconds))),
  });
  const fixed = (name: string, value: number) => constant(`nvidia_smi_${name}`, { uuid }, value);
  const info = {
    uuid,
    name: GPU.name,
    driver_version: GPU.driver,
    cuda_version: GPU.cuda,
    index: '0',
    compute_cap: '8.9',
    pci_bus_id: '00000000:01:00.0',
    vbios_version: '95.03.1C.00.4A',
  };
  return [
    constant('nvidia_smi_gpu_info', info, 1),
    gauge('utilization_gpu_ratio', (gpu) => gpu.utilization),
    gauge('utilization_memory_ratio', (gpu) => Math.round(gpu.utilization * 62) / 100),
    fixed('utilization_encoder_ratio', 0),
    fixed('utilization_decoder_ratio', 0),
    gauge('memory_used_bytes', (gpu) => gpu.memoryUsedBytes),
    gauge('memory_free_bytes', (gpu) => GPU.memoryTotalBytes - gpu.memoryUsedBytes),
    fixed('memory_total_bytes', GPU.memoryTotalBytes),
    gauge('temperature_gpu', (gpu) => gpu.temperatureCelsius),
    gauge('power_draw_watts', (gpu) => gpu.powerWatts),
    gauge('power_draw_instant_watts', (gpu) => gpu.powerWatts),
    fixed('enforced_power_limit_watts', GPU.powerLimitWatts),
    gauge('clocks_current_sm_clock_hz', (gpu) => gpu.smClockHz),
    gauge('clocks_current_graphics_clock_hz', (gpu) => gpu.smClockHz),
    gauge('clocks_current_memory_clock_hz', (gpu) => gpu.memoryClockHz),
    gauge('clocks_event_reasons_hw_thermal_slowdown', (gpu) => Number(gpu.temperatureCelsius >= 87)),
    fixed('pcie_link_gen_current', 4),
    fixed('pstate', 0),
    constant('nvidia_smi_failed_scrapes_total', {}, 0),
    constant('nvidia_smi_last_collect_success', {}, 1),
  ];
}

/** How CPU time that is not idle is spent. */
const SHARES: Readonly<Record<string, number>> = {
  user: 0.74,
  system: 0.19,
  iowait: 0.03,
  irq: 0.02,
  softirq: 0.02,
  nice: 0,
  steal: 0,
};

function nodeMetrics(nodeName: string, startSeconds: number): readonly Metric[] {
  const bootSeconds = startSeconds - BOOTED_BEFORE_SECONDS;
  const cpuTime = (cpu: number, mode: string) => (seconds: number) => {
    const busy = busySeconds(bootSeconds, seconds) * (0.8 + (0.4 * cpu) / (CPUS - 1));
    return mode === 'idle' ? seconds - bootSeconds - busy : busy * (SHARES[mode] ?? 0);
  };
  const cpus = Array.from({ length: CPUS }, (_, cpu) =>
    ['idle', ...Object.keys(SHARES)].map(
      (mode): Metric => ({
        name: 'node_cpu_seconds_total',
        labels: { cpu: String(cpu), mode },
        at: cpuTime(cpu, mode),
      }),
    ),
  ).flat();
  const root = { device: '/dev/nvme0n1p2', fstype: 'ext4', mountpoint: '/' };
  const uname = {
    nodename: nodeName,
    sysname: 'Linux',
    release: '6.14.0-37-generic',
    machine: 'x86_64',
    domainname: '(none)',
  };
  const used = (seconds: number) => MEMORY_BYTES * (0.17 + 0.35 * cpuLoadAt(Math.floor(local(seconds) / 60) * 60));
  return [
    ...cpus,
    constant('node_uname_info', { ...uname, version: '#37-Ubuntu SMP PREEMPT_DYNAMIC' }, 1),
    constant('node_boot_time_seconds', {}, bootSeconds),
    constant('node_memory_MemTotal_bytes', {}, MEMORY_BYTES),
    { name: 'node_memory_MemAvailable_bytes', labels: {}, at: (seconds) => Math.round(MEMORY_BYTES - used(seconds)) },
    { name: 'node_load1', labels: {}, at: (seconds) => Math.round(cpuLoadAt(local(seconds)) * CPUS * 100) / 100 },
    constant('node_filesystem_size_bytes', root, DISK_BYTES),
    constant('node_filesystem_avail_bytes', root, DISK_BYTES * 0.41),
  ];
}

const BLOCK_SECONDS = 60;
/** A query asks every CPU at the same few times. */
const recent = new Map<number, number>();
const MAX_RECENT = 64;
let busySums: { readonly from: number; readonly sums: number[] } | undefined;

/** CPU seconds spent busy since the boot, of one average CPU: the load summed up minute by minute, and remembered. */
function busySeconds(bootSeconds: number, seconds: number): number {
  const known = recent.get(seconds);
  if (known !== undefined && busySums?.from === Math.floor(bootSeconds / BLOCK_SECONDS)) return known;
  if (recent.size >= MAX_RECENT) recent.clear();
  const sum = sumBusy(bootSeconds, seconds);
  recent.set(seconds, sum);
  return sum;
}

function sumBusy(bootSeconds: number, seconds: number): number {
  const from = Math.floor(bootSeconds / BLOCK_SECONDS);
  if (busySums?.from !== from) busySums = { from, sums: [0] };
  const { sums } = busySums;
  const block = Math.max(0, Math.floor(seconds / BLOCK_SECONDS) - from);
  const loadOf = (index: number) => cpuLoadAt(local((from + index) * BLOCK_SECONDS + BLOCK_SECONDS / 2));
  for (let next = sums.length; next <= block; next++) {
    sums.push((sums[next - 1] ?? 0) + loadOf(next - 1) * BLOCK_SECONDS);
  }
  return (sums[block] ?? 0) + loadOf(block) * (seconds - (from + block) * BLOCK_SECONDS);
}

/** All metrics of an exporter. `startSeconds` is when the demo's history begins. */
export function metricsOf(exporter: ExporterName, nodeName: string, startSeconds: number): readonly Metric[] {
  switch (exporter) {
    case 'gpu':
      return gpuMetrics();
    case 'node':
      return nodeMetrics(nodeName, startSeconds);
    case 'prometheus':
      return [
        constant(
          'prometheus_build_info',
          { version: '3.13.3', revision: 'demo', branch: 'HEAD', goversion: 'none' },
          1,
        ),
        constant('prometheus_config_last_reload_successful', {}, 1),
      ];
    case 'other':
      return [];
  }
}

/** The metrics as an exporter's own page shows them. */
export function formatMetrics(metrics: readonly Metric[], seconds: number): string {
  return metrics
    .map(({ name, labels, at }) => {
      const list = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      return `${name}${list.length === 0 ? '' : `{${list.join(',')}}`} ${at(seconds)}\n`;
    })
    .join('');
}
