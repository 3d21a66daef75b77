// Lengths of time, one unit only: enough to tell new from old, short enough for a table.
import { numberFormat } from './intl.ts';

const SECOND = 1000;
const UNITS = [
  [86_400 * SECOND, 'd'],
  [3_600 * SECOND, 'h'],
  [60 * SECOND, 'min'],
  [SECOND, 's'],
] as const;

/** `3 d`, `12 h`, `4 min`, `40 s`: rounded down, so that nothing seems older than it is. Negative ones are 0 s. */
export function formatDuration(milliseconds: number, locale?: string): string {
  const number = numberFormat(locale, { maximumFractionDigits: 0 });
  for (const [length, unit] of UNITS) {
    if (milliseconds >= length) return `${number.format(Math.floor(milliseconds / length))} ${unit}`;
  }
  return `${number.format(0)} s`;
}

/** The time from `then` to `now`, both in ms since the epoch. */
export function formatAge(then: number, now: number, locale?: string): string {
  return formatDuration(now - then, locale);
}

/** `0:12`, `12:05`, `1:02:05`: for what runs while a person looks on. Negative ones are 0:00. */
export function formatStopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
