// A moment as it is typed: RFC 3339, a day or a time of this machine's clock, or how long ago.
import { AppError } from '../../shared/errors.ts';
import { secondsIn } from './duration.ts';

const DAY = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/i;
const TIME = /^(\d\d):(\d\d)(?::(\d\d))?$/;
const SPAN = /^[\dsmhd]+$/;

/**
 * In ms since the epoch. A time without a day is the last one that has been: `23:00` in the morning is yesterday's.
 *
 * Throws `badInput` for what is none.
 */
export function momentIn(text: string, now: number): number {
  const at = SPAN.test(text) ? now - secondsIn(text) * 1000 : (dayIn(text) ?? timeIn(text, now) ?? Number.NaN);
  if (at >= 0) return at;
  throw new AppError(
    'badInput',
    `"${text}" is no moment: use one such as 2026-11-30T14:05:00Z, "2026-11-30 14:05", 14:05, or 3d for three days ago.`,
  );
}

function dayIn(text: string): number | undefined {
  const [, day, clock = '00:00', seconds = ':00', zone = ''] = DAY.exec(text) ?? [];
  // What no month has would be moved on to the next one.
  const noon = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(noon.getTime()) || !noon.toISOString().startsWith(`${day}T`)) return undefined;
  return new Date(`${day}T${clock}${seconds}${zone.toUpperCase()}`).getTime();
}

function timeIn(text: string, now: number): number | undefined {
  const [hour, minute, second] = (TIME.exec(text) ?? []).slice(1).map((part = '0') => Number(part));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const at = new Date(now);
  at.setHours(hour, minute, second, 0);
  if (at.getTime() > now) at.setDate(at.getDate() - 1);
  return at.getTime();
}
