// One value of settings by its path, read and replaced. Pure.
import { type Draft, isDraft } from './setting-schema.ts';

/** Undefined where there is none. */
export function valueAt(draft: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (isDraft(value) && Object.hasOwn(value, key) ? value[key] : undefined), draft);
}

/** The same settings with another value at a path; `undefined` takes it away. */
export function withValue(draft: Draft, [key, ...rest]: readonly string[], value: unknown): Draft {
  if (key === undefined) return draft;
  const inner = draft[key];
  const next = rest.length === 0 ? value : withValue(isDraft(inner) ? inner : {}, rest, value);
  const { [key]: _former, ...others } = draft;
  return next === undefined ? others : { ...draft, [key]: next };
}
