// YAML as JSON: kubectl's reading, and that of a form whose types are known.
import { resolvePlain } from './plain-scalar.ts';
import { textOf, Word, type Yaml } from './word.ts';

/**
 * What kubectl sends of it: each word is what it looks like.
 *
 * Throws a RangeError, in words that name the number alone, for one that JSON cannot carry.
 */
export function toJson(value: Yaml): unknown {
  return plainOf(
    value,
    ({ text }) => resolvePlain(text),
    (key) => (typeof key === 'string' ? key : String(resolvePlain(key.text))),
  );
}

/** The same with words left as they are but for null: what they mean is up to what is asked for. Keys are as they were written. */
export function toUntyped(value: Yaml): unknown {
  return plainOf(value, (word) => (word.value === null ? null : word), textOf);
}

function plainOf(value: Yaml, of: (word: Word) => unknown, keyOf: (key: string | Word) => string): unknown {
  if (typeof value === 'string') return value;
  if (value instanceof Word) return of(value);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [keyOf(key), plainOf(inner, of, keyOf)]));
  return (value as readonly Yaml[]).map((item) => plainOf(item, of, keyOf));
}
