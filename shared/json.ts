// Reads raw JSON without trusting it: what is absent or of another type reads as empty, never as a thrown error.

/** A JSON object whose fields are not known. */
export type Json = Readonly<Record<string, unknown>>;

/** `value` when it is a JSON object, else an empty one. */
export function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

/** The JSON objects in `value` when it is a list, else none. */
export function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** `value` when it is a string, else an empty one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * `value` as text when it is a string or a number, as a quantity or a port may be either; else an empty one. What `String` makes
 * of an object is nothing to show, and an object may name its own `toString`.
 */
export function scalar(value: unknown): string {
  return typeof value === 'number' ? `${value}` : text(value);
}

/** `value` when it is a finite number, else `fallback`: JSON has numbers such as 1e999, which are read as infinite. */
export function count(value: unknown, fallback = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** The same as a whole number that can be counted with. */
export function integer(value: unknown, fallback = 0): number {
  return Math.min(Math.max(Math.trunc(count(value, fallback)), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

/** A time as Kubernetes writes it, in ms since the epoch; undefined for what is none. */
export function timeMs(value: unknown): number | undefined {
  const at = Date.parse(text(value));
  return Number.isNaN(at) ? undefined : at;
}

/** Whether `value` is a JSON object: not null, not a list. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
