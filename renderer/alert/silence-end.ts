// The end of a silence that is about to be made: after a while, or at a moment of this machine's clock.
import { LONGEST_SILENCE_MS } from '../../shared/model/silence-bounds.ts';

/** After so many hours, or at a moment that is typed. */
export const SPANS = [1, 8, 72, 'until'] as const;
export type Span = (typeof SPANS)[number];

const HOUR_MS = 3_600_000;

/** A year past 9999. A field for day and time (HTML) writes it without the sign that `Date` wants, so that it would read as no moment. */
const FAR_YEAR = /^\+?\d{5,}-/;

/** In ms since the epoch, or what is wrong with the moment. */
export type SilenceEnd = number | 'missing' | 'past' | 'tooLate';

/**
 * @param typed as a field for day and time has it, in the person's zone: `2026-11-30T18:40`
 * @param now ms since the epoch
 */
export function silenceEnd(span: Span, typed: string, now: number): SilenceEnd {
  if (span !== 'until') return Math.round(now + span * HOUR_MS);
  if (FAR_YEAR.test(typed)) return 'tooLate';
  const at = typed === '' ? Number.NaN : new Date(typed).getTime();
  if (!Number.isFinite(at)) return 'missing';
  if (at <= now) return 'past';
  return at - now > LONGEST_SILENCE_MS ? 'tooLate' : at;
}
