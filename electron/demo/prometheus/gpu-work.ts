// The processes on the demo's GPU, hour by hour, as a gate that may see the machine's processes tells them. All are outside of Kubernetes.
import { GPU, IDLE_SPANS, secondsOfDay } from './gpu-day.ts';
import type { Labels } from './value.ts';

const MEBIBYTE = 2 ** 20;

/** A process: from and to which hour of the day it runs, and what it holds. */
interface Work {
  readonly process: string;
  readonly pid: string;
  readonly hours: readonly (readonly [from: number, to: number])[];
  readonly mebibytes: number;
}

const WORK: readonly Work[] = [
  { process: 'gnome-shell', pid: '2210', hours: [[7.5, 24]], mebibytes: 310 },
  {
    process: 'python3',
    pid: '48213',
    hours: [
      [9, 12],
      [17, 18.5],
    ],
    mebibytes: 12_900,
  },
  { process: 'ollama', pid: '3127', hours: [[13, 15.5]], mebibytes: 9_600 },
  { process: 'Cyberpunk2077.exe', pid: '90117', hours: [[19.5, 23]], mebibytes: 7_800 },
];

/** A process with the labels of its series. Its memory is in bytes. */
export interface GpuWork {
  readonly labels: Labels;
  readonly memoryBytes: number;
  /** @param localSeconds unix seconds and local time minus UTC */
  readonly runsAt: (localSeconds: number) => boolean;
}

export const GPU_WORK: readonly GpuWork[] = WORK.map(({ process, pid, hours, mebibytes }) => ({
  labels: { uuid: GPU.uuid, pid, process, pod_uid: '', container_id: '' },
  memoryBytes: mebibytes * MEBIBYTE,
  runsAt: (localSeconds) => {
    const time = secondsOfDay(localSeconds);
    const isIdle = IDLE_SPANS.some(({ from, to }) => from <= time && time < to);
    return !isIdle && hours.some(([from, to]) => from * 3600 <= time && time < to * 3600);
  },
}));
