// The settings' JSON Schema, of which the form is made: a field for each leaf, in the schema's order.
import './without-eval.ts';
import { z } from 'zod';
import { stackSettingsSchema } from '../../../../shared/model/stack-settings.ts';

export type SettingSchema = z.core.JSONSchema.BaseSchema;
/** Keys of maps and indices of lists, from the settings inward. */
export type SettingPath = readonly (string | number)[];
/** Settings, or a part of them, as they are being typed: every default filled in, and maybe not valid. */
export type Draft = Readonly<Record<string, unknown>>;

export const SETTINGS_SCHEMA: SettingSchema = z.toJSONSchema(stackSettingsSchema, { io: 'input' });

/** The settings that a map consists of. */
export function childrenOf({ properties = {} }: SettingSchema): readonly (readonly [string, SettingSchema])[] {
  return Object.entries(properties).flatMap(([key, child]) => (typeof child === 'object' ? [[key, child]] : []));
}

/** The schema of each item of a list. */
export function itemOf({ items }: SettingSchema): SettingSchema {
  return typeof items === 'object' && !Array.isArray(items) ? items : {};
}

/** A map or an item that somebody has just added: its defaults, and nothing typed where something must be. */
export function blankOf(schema: SettingSchema): Draft {
  return Object.fromEntries(
    childrenOf(schema).flatMap(([key, child]): [string, unknown][] => {
      if (child.default !== undefined) return [[key, child.default]];
      return schema.required?.includes(key) ? [[key, '']] : [];
    }),
  );
}

export function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
