// The times at which routes are muted or active: https://prometheus.io/docs/alerting/latest/configuration/#time_interval
import { z } from 'zod';
import { string, text } from './fields.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const WHOLE = /^[-+]?\d+$/;
/** February's, the shortest: what is no range in it is none at all. */
const SHORTEST = 28;

const number = (name: string) => (WHOLE.test(name) ? Number(name) : Number.NaN);
const month = (name: string) => (MONTHS.includes(name) ? MONTHS.indexOf(name) + 1 : number(name));
const isDay = (day: number) => day !== 0 && Math.abs(day) <= 31;

/** One thing, or `from:to`, both included. */
function ranges(place: (name: string) => number, isRange: (from: number, to: number) => boolean, words: string) {
  const range = string(words, (schema) =>
    schema.refine((value) => {
      const [from = '', to = from, ...more] = value.toLowerCase().split(':');
      return more.length === 0 && isRange(place(from), place(to));
    }, words),
  );
  return z.array(range).nullish();
}

const CLOCK = 'must be a time from 00:00 to 24:00';
const clock = string(CLOCK, (schema) => schema.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, CLOCK));

const timeInterval = z.strictObject({
  times: z
    .array(
      z
        .strictObject({ start_time: clock, end_time: clock })
        .refine(({ start_time, end_time }) => start_time < end_time, 'ends before it starts'),
    )
    .nullish(),
  weekdays: ranges(
    (name) => DAYS.indexOf(name),
    (from, to) => from >= 0 && from <= to,
    'must be a day such as saturday, or days such as monday:friday; sunday is the first',
  ),
  days_of_month: ranges(
    number,
    (from, to) =>
      isDay(from) &&
      isDay(to) &&
      !(from < 0 && to > 0) &&
      (from < 0 ? SHORTEST + from : from) <= (to < 0 ? SHORTEST + to : to),
    "must be a day such as '1' or '-1', the last, or days such as '1:7'",
  ),
  months: ranges(
    month,
    (from, to) => from >= 1 && to <= 12 && from <= to,
    'must be a month such as july, or months such as may:august',
  ),
  years: ranges(number, (from, to) => from <= to, "must be a year, or years such as '2026:2028'"),
  location: text.refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
});

export const timeIntervals = z
  .array(
    z.strictObject({
      name: string('must be a name', (schema) => schema.min(1, 'must be a name')),
      time_intervals: z.array(timeInterval).nullish(),
    }),
  )
  .superRefine((intervals, context) => {
    for (const [index, { name }] of intervals.entries()) {
      if (intervals.findIndex((other) => other.name === name) === index) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `is ${name}, as that of another: names must differ`,
      });
    }
  });

/** Small and large letters are not the same to Go, which knows fewer abbreviations than we. */
const ZONE = /^[A-Z][\w+-]*(\/[A-Z][\w+-]*)+$/;

function isTimeZone(name: unknown): boolean {
  if (name === undefined || name === null || ['', 'Local', 'UTC', 'GMT'].includes(String(name))) return true;
  if (!ZONE.test(String(name))) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(name) });
    return true;
  } catch {
    return false;
  }
}
