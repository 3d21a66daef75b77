// The times in which GPUs were not asked, within a chart's range: the points at which the gate told so, joined to intervals.
import { ASLEEP_SERIES } from '../../shared/model/gpu-exporters/gate.ts';
import type { GpuSleep } from '../../shared/model/gpu-state.ts';
import type { RangeResult } from './answers.ts';
import { type GateGpu, gateKeyOf } from './gate.ts';
import { onGrid } from './result.ts';
import type { Grid, Windows } from './sampling.ts';

/**
 * PromQL whose value is 0 where a GPU was not asked in all of a gauge's window: a chart has a value where it is 1, and only there, so
 * that what is shaded is what has no line.
 */
export function askedPromql({ gaugeSeconds }: Pick<Windows, 'gaugeSeconds'>): string {
  return `max by (instance, pci) (max_over_time(odin_gpu_asked[${gaugeSeconds}s]))`;
}

/** PromQL with a sample where a GPU was suspended within the window. */
export function suspendedPromql({ gaugeSeconds }: Pick<Windows, 'gaugeSeconds'>): string {
  return `max by (instance, pci) (max_over_time(${ASLEEP_SERIES}[${gaugeSeconds}s]))`;
}

/** The answers to both, as intervals of these GPUs: each from the step before its first point, which was the last with a value. */
export function sleepOf(
  gpus: readonly GateGpu[],
  { asked, suspended }: { readonly asked: RangeResult; readonly suspended: RangeResult },
  grid: Grid,
): GpuSleep[] {
  const pointsOf = (answer: RangeResult, key: string) =>
    onGrid(answer.result.find(({ metric }) => gateKeyOf(metric) === key)?.values ?? [], grid);
  return gpus.flatMap(({ id, key }) => {
    const slept = pointsOf(suspended, key);
    const intervals: GpuSleep[] = [];
    let before: GpuSleep['state'] | undefined;
    for (const [index, [time, value]] of pointsOf(asked, key).entries()) {
      const state = value !== 0 ? undefined : (slept[index]?.[1] ?? 0) > 0 ? 'asleep' : 'leftAlone';
      const last = intervals.at(-1);
      if (state !== undefined && state === before && last !== undefined)
        intervals[intervals.length - 1] = { ...last, to: time };
      else if (state !== undefined) {
        intervals.push({ id, state, from: Math.max(grid.startSeconds, time - grid.stepSeconds), to: time });
      }
      before = state;
    }
    return intervals;
  });
}
