// The gate before an exporter beside which GPUs can sleep: how its series are read, for charts, rules and the doctor alike.
import { nvidiaGpuExporter } from './nvidia-gpu-exporter.ts';

/** The exporter that has one, and so the Service and the DaemonSet that it is in. */
export const GATED_EXPORTER = nvidiaGpuExporter.component;

/** A node has no more; who tells of more is no gate. */
export const MOST_GATE_GPUS = 64;

/** The values of `state` in `odin_gpu_runtime_status` at which a GPU sleeps, or is about to, as the kernel's power management has them. */
const ASLEEP_STATUSES: readonly string[] = ['suspended', 'suspending'];

/** The selector of their series. */
export const ASLEEP_SERIES = `odin_gpu_runtime_status{state=~"${ASLEEP_STATUSES.join('|')}"}`;

/** Later than this is no date, in unix seconds. */
const LAST_SECONDS = 8.64e12;

/** Whether a GPU of that runtime status sleeps. */
export function isAsleepStatus(status: string): boolean {
  return ASLEEP_STATUSES.includes(status);
}

/** Whether a number that was told is a date, in unix seconds. */
export function isDate(seconds: number): boolean {
  return seconds > 0 && seconds < LAST_SECONDS;
}
