// The load of the demo machine's simulated day, summed up for counters.
import { cpuLoadAt } from './gpu-day.ts';

export const localOffsetSeconds = -new Date().getTimezoneOffset() * 60;

/** The simulated day is the person's own: games are played in the evening. */
export const local = (seconds: number): number => seconds + localOffsetSeconds;

const BLOCK_SECONDS = 60;
/** A query asks every CPU at the same few times. */
const recent = new Map<number, number>();
const MAX_RECENT = 64;
let busySums: { readonly from: number; readonly sums: number[] } | undefined;

/** CPU seconds spent busy since the boot, of one average CPU: the load summed up minute by minute, and remembered. Never less later. */
export function busySeconds(bootSeconds: number, seconds: number): number {
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
