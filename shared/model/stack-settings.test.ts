import { expect, it } from 'vitest';
import { z } from 'zod';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, stackSettingsSchema } from './stack-settings.ts';

it('takes what it has made', () => {
  expect(stackSettingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
});

it('fills in only what is missing', () => {
  const { prometheus } = stackSettingsSchema.parse({
    version: SETTINGS_VERSION,
    prometheus: { retention: { time: '30d' } },
  });
  expect(prometheus).toEqual({ ...DEFAULT_SETTINGS.prometheus, retention: { time: '30d', size: '8GB' } });
});

it('has a title and a description for every field, for editors and the form', () => {
  const bare: string[] = [];
  const walk = (schema: z.core.JSONSchema.BaseSchema, path: string) => {
    if (schema.title === undefined || schema.description === undefined) bare.push(path);
    for (const [key, inner] of Object.entries(schema.properties ?? {})) {
      if (typeof inner === 'object') walk(inner, `${path}.${key}`);
    }
    if (typeof schema.items === 'object' && !Array.isArray(schema.items)) walk(schema.items, `${path}[]`);
  };
  walk(z.toJSONSchema(stackSettingsSchema, { io: 'input' }), 'settings');
  expect(bare).toEqual([]);
});
