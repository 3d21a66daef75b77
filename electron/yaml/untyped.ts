// YAML as it was written, as plain lists and maps.
import { textOf, Word, type Yaml } from './word.ts';

/** Words are left as they are but for null: what they mean is up to what is asked for. Keys are as they were written. */
export function toUntyped(value: Yaml): unknown {
  if (typeof value === 'string') return value;
  if (value instanceof Word) return value.value === null ? null : value;
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [textOf(key), toUntyped(inner)]));
  return (value as readonly Yaml[]).map(toUntyped);
}
