// Output of `odin --json`, read as the model has it: moments are RFC 3339 there, and milliseconds since the epoch here.

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The value that was printed. */
export function toldJson(printed: string): unknown {
  return JSON.parse(printed, (_key, value: unknown) =>
    typeof value === 'string' && MOMENT.test(value) ? Date.parse(value) : value,
  );
}
