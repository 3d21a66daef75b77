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

/** `value` when it is a number, else `fallback`. */
export function count(value: unknown, fallback = 0): number {
  return typeof value === 'number' ? value : fallback;
}

/** Whether `value` is a JSON object: not null, not a list. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
