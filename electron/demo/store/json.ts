// JSON values and the few things that are done with them everywhere in the demo cluster.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json;
}

/** Whether it is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a dotted path, or an empty one. Keys with dots in them can't be reached this way. */
export function objectAt(value: Json | undefined, path: string): JsonObject {
  const found = valueAt(value, path);
  return isObject(found) ? found : {};
}

/** The list at a dotted path, or an empty one. */
export function listAt(value: Json | undefined, path: string): readonly Json[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** The string at a dotted path, or an empty one. */
export function stringAt(value: Json | undefined, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

/** The number at a dotted path, or a stand-in for it. */
export function numberAt(value: Json | undefined, path: string, otherwise = 0): number {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : otherwise;
}

/** Whatever is at a dotted path. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let found: Json | undefined = value;
  for (const field of path.split('.')) {
    if (!isObject(found)) return undefined;
    found = found[field];
  }
  return found;
}

/** The value with another one at a dotted path; `undefined` takes it away. Nothing is changed in place. */
export function withValue(object: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [field = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withValue(objectAt(object, field), rest.join('.'), value);
  if (inner !== undefined) return { ...object, [field]: inner };
  const { [field]: _gone, ...others } = object;
  return others;
}

/** Whether two values are the same JSON; the order of keys does not matter. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, index) => equalJson(item, b[index] as Json));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && equalJson(a[key], b[key]));
}
