// Reads and replaces one value deep inside of JSON. What is given stays as it was.

/** Keys of maps and indices of lists. */
export type Path = readonly PropertyKey[];

/** Undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (isContainer(at) && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** `value` with another one at the path; maps that are missing on the way are made. `undefined` takes the key away. */
export function withValueAt<T>(value: T, path: Path, inner: unknown): T;
export function withValueAt(value: unknown, [key, ...rest]: Path, inner: unknown): unknown {
  if (key === undefined) return inner;
  const next = withValueAt(valueAt(value, [key]), rest, inner);
  if (Array.isArray(value)) return value.with(Number(key), next);
  const { [key]: _former, ...others } = isContainer(value) ? (value as Record<PropertyKey, unknown>) : {};
  if (next === undefined) return others;
  return { ...(isContainer(value) ? value : {}), [key]: next };
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
