// The settings' JSON Schema: for editors, which complete and check by it, and for what this code says about a field.
import { z } from 'zod';
import { stackSettingsSchema } from '../../../shared/model/stack-settings.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

let made: JsonSchema | undefined;

/** Of a settings file: what has a default may be left out. Made once, and not before somebody asks: it takes as long as loading all of this code. */
export function settingsJsonSchema(): JsonSchema {
  made ??= z.toJSONSchema(stackSettingsSchema, { io: 'input' });
  return made;
}

/** The keys that a map of settings may have, in their order; none for what is no such map. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(schemaAt(path)?.properties ?? {});
}

/** The purpose of a field, in a sentence. */
export function descriptionAt(path: readonly PropertyKey[]): string | undefined {
  return schemaAt(path)?.description;
}

function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, key) => {
    const next = typeof key === 'number' ? schema?.items : schema?.properties?.[String(key)];
    return typeof next === 'object' && !Array.isArray(next) ? next : undefined;
  }, settingsJsonSchema());
}
