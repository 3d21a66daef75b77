// Moments as programs read them: RFC 3339 in place of milliseconds since the epoch.

/** Fields of the model that hold a moment. */
const IS_MOMENT = /^(?:at|since|[a-z]\w*(?:At|Since))$/;

/** A year after the epoch: what is less is no moment of a cluster, but a count. */
const LEAST_MS = 31_536_000_000;
const MOST_MS = 8_640_000_000_000_000;

/** The same value, its moments as `2026-11-30T14:02:00.000Z`. */
export function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      isMoment(key, held) ? new Date(held).toISOString() : withTimes(held),
    ]),
  );
}

function isMoment(key: string, value: unknown): value is number {
  return typeof value === 'number' && value >= LEAST_MS && value <= MOST_MS && IS_MOMENT.test(key);
}
