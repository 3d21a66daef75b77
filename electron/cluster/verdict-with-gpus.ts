// The verdict with sleeping GPUs in it: they are no fault, and worth a line.

import { clockTime } from '../../shared/clock-time.ts';
import type { GpuState } from '../../shared/model/gpu-state.ts';
import type { Verdict } from '../../shared/model/overview.ts';

const MINUTE_MS = 60_000;

/** Says of a stack that is there which of its GPUs sleep. `now` is in ms since the epoch. */
export function withGpus(verdict: Verdict, gpus: readonly GpuState[], now: number): Verdict {
  const { level } = verdict;
  const note = sleepSentence(gpus, now);
  const isThere = level !== 'unreachable' && level !== 'notInstalled' && level !== 'unknown';
  return note === undefined || !isThere ? verdict : { ...verdict, note };
}

/** "GPU asleep since 14:02"; of several, how many, and since when the last of them. Undefined where all are awake. */
function sleepSentence(gpus: readonly GpuState[], now: number): string | undefined {
  const asleep = gpus.filter(({ state }) => state === 'asleep');
  if (asleep.length === 0) return undefined;
  const since = Math.max(...asleep.map(({ sinceSeconds }) => sinceSeconds ?? Number.POSITIVE_INFINITY));
  // By a clock that is ahead of this one it may be a time that is to come; of one of them it may not be known.
  const tail = since * 1000 <= now + MINUTE_MS ? ` since ${clockTime(since * 1000, now)}` : '';
  if (gpus.length === 1) return `GPU asleep${tail}`;
  return asleep.length === gpus.length
    ? `All ${gpus.length} GPUs asleep${tail}`
    : `${asleep.length} of ${gpus.length} GPUs asleep${tail}`;
}
