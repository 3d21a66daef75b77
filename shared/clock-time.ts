// A moment as a person reads it off a clock: for sentences that stay true while time goes on.

/** `14:02` of this machine's day, `2026-11-28 14:02` of another. Both in ms since the epoch. */
export function clockTime(at: number, now: number): string {
  const [day, time] = parts(new Date(at));
  const [today] = parts(new Date(now));
  return day === today ? time : `${day} ${time}`;
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
