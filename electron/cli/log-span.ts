// The options of `odin logs` that say of when: a span that was named, or as many lines as a screen has.
import { AppError } from '../../shared/errors.ts';
import { secondsIn } from './duration.ts';
import { momentIn } from './moment.ts';

export interface SpanOptions {
  readonly since?: string;
  readonly from?: string;
  readonly to?: string;
  readonly tail?: string;
}

/** How much of the past, where nobody says: more than a screen, and no wait. */
const DEFAULT_TAIL = 200;
/** As much as the kubelets are asked for. */
export const MOST_TAIL = 20_000;

/** Further back than logs are kept where nobody has chosen otherwise. */
export const LONGEST_MS = 30 * 86_400_000;

/** Moments in ms since the epoch. */
export interface AskedSpan {
  /** Whether a time was named. */
  readonly isNamed: boolean;
  readonly from: number;
  readonly until: number | undefined;
  /** Undefined: all of it. */
  readonly tail: number | undefined;
}

/** Throws `badInput` for what is no span. */
export function spanOf({ since, from, to, tail }: SpanOptions, now: number): AskedSpan {
  if (since !== undefined && (from !== undefined || to !== undefined)) {
    throw new AppError('badInput', '--since reaches to now: use --from with --to.');
  }
  const until = to === undefined ? undefined : momentIn(to, now);
  const begin =
    since !== undefined ? now - secondsIn(since) * 1000 : from === undefined ? undefined : momentIn(from, now);
  const lines = tailOf(tail) ?? (begin === undefined ? DEFAULT_TAIL : undefined);
  if (begin !== undefined && begin >= (until ?? now)) {
    throw new AppError('badInput', until === undefined ? '--from is a moment to come.' : '--from is not before --to.');
  }
  const isNamed = begin !== undefined || until !== undefined;
  return { isNamed, from: begin ?? Math.max(0, (until ?? now) - LONGEST_MS), until, tail: lines };
}

function tailOf(tail: string | undefined): number | undefined {
  if (tail === undefined) return undefined;
  if (/^\d{1,5}$/.test(tail) && Number(tail) <= MOST_TAIL) return Number(tail);
  throw new AppError('badInput', `"${tail}" is no number of lines from 0 to ${MOST_TAIL}.`);
}
