// Times of the day and dates, in the person's locale and zone.

/** `09:41`, of unix seconds. */
export function formatClock(seconds: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(seconds * 1000);
}

/** `09:41:05`, of unix seconds. */
export function formatClockExact(seconds: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(seconds * 1000);
}

/** `12 May 2026`, of milliseconds. */
export function formatDate(milliseconds: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(milliseconds);
}

/** `12 May 2026, 09:41`, of milliseconds. */
export function formatDateTime(milliseconds: number, locale?: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(milliseconds);
}
