// The time before a line of a log, to the nanosecond: a Date keeps milliseconds, in which a program writes many lines.

/** A moment: whole seconds since the epoch, and nanoseconds in that second. */
export interface Stamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** As Go writes them: zeros at the end left out, and in the zone of the node. */
const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Undefined for what is no RFC 3339 time. */
export function parseStamp(text: string): Stamp | undefined {
  const [, moment, fraction = '', zone] = RFC3339.exec(text) ?? [];
  const ms = Date.parse(`${moment}${zone}`);
  return Number.isNaN(ms) ? undefined : { seconds: ms / 1000, nanos: Number(fraction.padEnd(9, '0')) };
}

/** Below zero when `left` is earlier. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return left.seconds - right.seconds || left.nanos - right.nanos;
}

/** In ms since the epoch. */
export function msOf({ seconds, nanos }: Stamp): number {
  return seconds * 1000 + Math.floor(nanos / 1_000_000);
}
