// The usage of the demo's containers: a program's usual share, more of it while the machine has work.
import { type Json, stringAt, valueAt } from '../store/json.ts';
import { quantityValue } from '../store/quantity.ts';
import { busySeconds, local } from './busy-time.ts';
import { cpuLoadAt } from './gpu-day.ts';

/** A container, as its usage depends on it. */
export interface RunningContainer {
  readonly name: string;
  readonly image: string;
  /** As its spec has it; '' where there is none. */
  readonly memoryLimit: string;
}

/** One of a pod's `spec.containers`. */
export function runningContainer(container: Json): RunningContainer {
  return {
    name: stringAt(container, 'name'),
    image: stringAt(container, 'image'),
    memoryLimit: String(valueAt(container, 'resources.limits.memory') ?? ''),
  };
}

const MEBIBYTE = 2 ** 20;

/** What a program uses at rest, by a part of its image's name; the first that fits. */
const PROGRAMS: readonly (readonly [image: string, cores: number, mebibytes: number])[] = [
  ['prometheus/prometheus', 0.034, 386],
  ['grafana/grafana', 0.011, 142],
  ['grafana/loki', 0.028, 214],
  ['grafana/alloy', 0.022, 131],
  ['prometheus/alertmanager', 0.0024, 31],
  ['kube-state-metrics', 0.0031, 36],
  ['node-exporter', 0.0042, 19],
  ['nvidia_gpu_exporter', 0.0068, 24],
  ['coredns', 0.0029, 27],
  ['local-path-provisioner', 0.0006, 13],
];
const OTHERS = ['', 0.005, 28] as const;

/** At rest, and for each of the machine's load that goes to its own programs. */
const CPU_AT_REST = 0.7;
const CPU_OF_LOAD = 2.4;

/** Cores, and bytes of its working set. */
export function containerUsageAt(container: RunningContainer, seconds: number) {
  const load = cpuLoadAt(Math.floor(local(seconds) / 60) * 60);
  return {
    cpuCores: coresOf(container) * (CPU_AT_REST + CPU_OF_LOAD * load),
    memoryBytes: memoryAt(container, seconds, load),
  };
}

/** CPU seconds since its start: the sum of the cores above, which never goes back. */
export function cpuSecondsOf(container: RunningContainer, bootSeconds: number, startSeconds: number) {
  const before = busySeconds(bootSeconds, startSeconds);
  return (seconds: number) => {
    const busy = Math.max(0, busySeconds(bootSeconds, seconds) - before);
    return coresOf(container) * (CPU_AT_REST * Math.max(0, seconds - startSeconds) + CPU_OF_LOAD * busy);
  };
}

/** It breathes a little, and stays below its limit. */
function memoryAt(container: RunningContainer, seconds: number, load: number): number {
  const usual =
    programOf(container)[2] * MEBIBYTE * (1 + 0.3 * load + 0.04 * Math.sin(seconds / 420 + share(container.name)));
  const limit = quantityValue(container.memoryLimit);
  return Math.round(limit > 0 ? Math.min(usual, 0.85 * limit) : usual);
}

function coresOf(container: RunningContainer): number {
  return programOf(container)[1] * (0.9 + 0.2 * share(container.name));
}

function programOf({ image }: RunningContainer) {
  return PROGRAMS.find(([part]) => image.includes(part)) ?? OTHERS;
}

/** Between 0 and 1, the same for the same text: two of one program are not quite alike. */
export function share(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + char.charCodeAt(0)) % 1009;
  return sum / 1009;
}
