// Settings as the kinds of values that they want: an unquoted 0042 is text where text is asked for, and yes a switch, as in
// every program that reads YAML into types.
import type { z } from 'zod';
import { textOf, Word, type Yaml } from '../../yaml/word.ts';
import { settingsJsonSchema } from './json-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The values of a settings file. What is left empty counts as left out, but for a text in a map of texts, which is empty. */
export function typedValues(value: Yaml, schema: JsonSchema | undefined = settingsJsonSchema()): unknown {
  if (typeof value === 'string') return value;
  if (value instanceof Word) return wordAs(value, schema?.type);
  if (!(value instanceof Map)) return (value as readonly Yaml[]).map((item) => typedValues(item, one(schema?.items)));
  const others = one(schema?.additionalProperties);
  return Object.fromEntries(
    [...value].flatMap(([key, inner]: [string | Word, Yaml]): [string, unknown][] => {
      const name = textOf(key);
      const known = Object.hasOwn(schema?.properties ?? {}, name) ? one(schema?.properties?.[name]) : others;
      if (inner instanceof Word && inner.value === null) return others?.type === 'string' ? [[name, '']] : [];
      return [[name, typedValues(inner, known)]];
    }),
  );
}

function wordAs(word: Word, type: JsonSchema['type']): unknown {
  if (type === 'string' && word.value !== null) return word.text;
  return typeof word.value === 'bigint' ? Number(word.value) : word.value;
}

function one(schema: unknown): JsonSchema | undefined {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? { ...schema } : undefined;
}
