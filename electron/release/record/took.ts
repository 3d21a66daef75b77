// The time that the change took which made a revision, in that revision's record. Helm has no such field and drops it where it writes
// the record anew; then it is not known any more.
import type { HelmRelease } from './record-format.ts';

/** Beside Helm's own fields of `info`, in seconds. */
const FIELD = 'odin_took_seconds';

/** No change takes as long: what says more was not measured. In seconds. */
const MOST_SECONDS = 86_400;

type Info = HelmRelease['info'];

/** The same with what was measured, in seconds. */
export function withTook(info: Info, seconds: number): Info {
  return isMeasured(seconds) ? { ...info, [FIELD]: Math.round(seconds * 1_000) / 1_000 } : info;
}

/** In seconds; undefined where nobody measured it, or where what stands there is no such time. */
export function tookSecondsOf(info: Info): number | undefined {
  const seconds = info[FIELD];
  return isMeasured(seconds) ? seconds : undefined;
}

function isMeasured(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOST_SECONDS;
}
