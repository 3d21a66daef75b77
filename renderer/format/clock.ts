// Times of the day and dates, in the person's locale and zone, by the clock that they have chosen.
import { dateFormat } from './intl.ts';

const HOUR_CYCLES = { locale: undefined, h24: 'h23', h12: 'h12' } as const;
let hourCycle: (typeof HOUR_CYCLES)[keyof typeof HOUR_CYCLES];

/** Writes all times so from now on; what is shown already is written anew when it is drawn again. */
export function setClock(clock: keyof typeof HOUR_CYCLES): void {
  hourCycle = HOUR_CYCLES[clock];
}

/** `09:41`, of unix seconds. */
export function formatClock(seconds: number, locale?: string, timeZone?: string): string {
  return dateFormat(locale, { timeStyle: 'short', hourCycle, timeZone }).format(seconds * 1000);
}

/** `09:41:05`, of unix seconds. */
export function formatClockExact(seconds: number, locale?: string, timeZone?: string): string {
  return dateFormat(locale, { timeStyle: 'medium', hourCycle, timeZone }).format(seconds * 1000);
}

/** `09:41`, or `12 May 2026, 09:41` where that is not the day of `now`; both in unix seconds. */
export function formatMoment(seconds: number, now: number, locale?: string, timeZone?: string): string {
  const dayOf = (at: number) => formatDate(at * 1000, 'en', timeZone);
  return dayOf(seconds) === dayOf(now)
    ? formatClock(seconds, locale, timeZone)
    : formatDateTime(seconds * 1000, locale, timeZone);
}

/** `09:41`, or `12 May, 09:41` where that is not the day of `now`, for moments of the last days; both in unix seconds. */
export function formatLately(seconds: number, now: number, locale?: string, timeZone?: string): string {
  const dayOf = (at: number) => formatDate(at * 1000, 'en', timeZone);
  const clock = formatClock(seconds, locale, timeZone);
  return dayOf(seconds) === dayOf(now) ? clock : `${formatDay(seconds, locale, timeZone)}, ${clock}`;
}

/** `12 May`, of unix seconds. */
export function formatDay(seconds: number, locale?: string, timeZone?: string): string {
  return dateFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(seconds * 1000);
}

/** `12 May 2026`, of milliseconds. */
export function formatDate(milliseconds: number, locale?: string, timeZone?: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeZone }).format(milliseconds);
}

/** `12 May 2026, 09:41`, of milliseconds. */
export function formatDateTime(milliseconds: number, locale?: string, timeZone?: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle, timeZone }).format(milliseconds);
}

/** `09:41:05`, or `12 May, 09:41:05` where that is not the day of `now`; both in unix seconds. */
export function formatInstant(seconds: number, now: number, locale?: string, timeZone?: string): string {
  const dayOf = (at: number) => formatDate(at * 1000, 'en', timeZone);
  const clock = formatClockExact(seconds, locale, timeZone);
  if (dayOf(seconds) === dayOf(now)) return clock;
  const day = dateFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(seconds * 1000);
  return `${day}, ${clock}`;
}
