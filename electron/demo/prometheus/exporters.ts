// The exporters of the demo cluster: names and labels as the real ones have them, values from the simulated day.

import { busySeconds, local, localOffsetSeconds } from './busy-time.ts';
import { gateMetrics, processMetrics } from './gate.ts';
import { cpuLoadAt, GPU, type GpuState, gpuAt } from './gpu-day.ts';
import type { GpuSwitch } from './gpu-rest.ts';
import type { Labels, Metric } from './value.ts';

/**
 * `gatedGpu`: the GPU exporter behind a gate that lets the GPU sleep; `seeingGpu`: behind one that sees the machine's processes too;
 * `cadvisor`, `kubelet`: the node's, which tell of pods and volumes.
 */
export type ExporterName = 'gpu' | 'gatedGpu' | 'seeingGpu' | 'node' | 'prometheus' | 'cadvisor' | 'kubelet' | 'other';

const CPUS = 32;
const MEMORY_BYTES = 65_406_742_528;
const DISK_BYTES = 1_967_347_781_632;
/** Counters began so long before the demo did. */
export const BOOTED_BEFORE_SECONDS = 3 * 86_400;

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

/** What the whole machine uses. */
export function nodeUsageAt(seconds: number): { readonly cpuCores: number; readonly memoryBytes: number } {
  const load = cpuLoadAt(Math.floor(local(seconds) / 60) * 60);
  return { cpuCores: load * CPUS, memoryBytes: Math.round(MEMORY_BYTES * (0.17 + 0.35 * load)) };
}

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
  return [
    ...cpus,
    constant('node_uname_info', { ...uname, version: '#37-Ubuntu SMP PREEMPT_DYNAMIC' }, 1),
    constant('node_boot_time_seconds', {}, bootSeconds),
    constant('node_memory_MemTotal_bytes', {}, MEMORY_BYTES),
    {
      name: 'node_memory_MemAvailable_bytes',
      labels: {},
      at: (seconds) => MEMORY_BYTES - nodeUsageAt(seconds).memoryBytes,
    },
    { name: 'node_load1', labels: {}, at: (seconds) => Math.round(cpuLoadAt(local(seconds)) * CPUS * 100) / 100 },
    constant('node_filesystem_size_bytes', root, DISK_BYTES),
    constant('node_filesystem_avail_bytes', root, DISK_BYTES * 0.41),
  ];
}

/** All metrics of an exporter. `startSeconds` is when the demo's history begins, `gpuSwitch` who kept the GPU awake or asleep. */
export function metricsOf(
  exporter: ExporterName,
  nodeName: string,
  startSeconds: number,
  gpuSwitch: GpuSwitch = [],
): readonly Metric[] {
  switch (exporter) {
    case 'gpu':
      return gpuMetrics();
    case 'gatedGpu':
      return gateMetrics(gpuMetrics(), localOffsetSeconds, gpuSwitch);
    case 'seeingGpu':
      return [
        ...gateMetrics(gpuMetrics(), localOffsetSeconds, gpuSwitch),
        ...processMetrics(localOffsetSeconds, gpuSwitch),
      ];
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
    // These depend on what runs in the cluster: whoever knows that asks for them by themselves.
    case 'cadvisor':
    case 'kubelet':
    case 'other':
      return [];
  }
}

/** The metrics as an exporter's own page shows them. */
export function formatMetrics(metrics: readonly Metric[], seconds: number): string {
  return metrics
    .filter(({ isThere }) => isThere?.(seconds) ?? true)
    .map(({ name, labels, at }) => {
      const list = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      return `${name}${list.length === 0 ? '' : `{${list.join(',')}}`} ${at(seconds)}\n`;
    })
    .join('');
}
