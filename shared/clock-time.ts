// A moment as a person reads it off a clock: for sentences that stay true while time goes on.

/** How a person wants times of the day to be written. */
export interface TimeStyle {
  readonly clock: 'locale' | 'h24' | 'h12';
  /** Such as `en-GB`. */
  readonly locale: string;
}

const HOUR_CYCLES = { locale: undefined, h24: 'h23', h12: 'h12' } as const;
let style: TimeStyle | undefined;

/** Has sentences written so from now on, as the page writes its own times; undefined: as `odin` does. */
export function writeTimesAs(next: TimeStyle | undefined): void {
  style = next;
}

/** `14:02` of this machine's day, `2026-11-28 14:02` of another; in the window by its clock. Both in ms since the epoch. */
export function clockTime(at: number, now: number): string {
  const [day, time] = parts(new Date(at));
  const [today] = parts(new Date(now));
  if (style === undefined) return day === today ? time : `${day} ${time}`;
  const date = day === today ? {} : ({ dateStyle: 'medium' } as const);
  const hourCycle = HOUR_CYCLES[style.clock];
  return new Intl.DateTimeFormat(style.locale, { ...date, timeStyle: 'short', hourCycle }).format(at);
}

/** `14:02:03.045` of this machine's day: for lines that follow each other. In ms since the epoch. */
export function exactClockTime(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** The same with its day: `2026-11-28 14:02:03.045`. */
export function exactDayTime(at: number): string {
  return `${parts(new Date(at))[0]} ${exactClockTime(at)}`;
}

function parts(date: Date): readonly [day: string, time: string] {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return [day, `${two(date.getHours())}:${two(date.getMinutes())}`];
}
