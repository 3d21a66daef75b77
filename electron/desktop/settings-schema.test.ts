import { expect, it } from 'vitest';
import { z } from 'zod';
import { APP_SETTINGS_DEFAULTS, appSettingsSchema } from '../../shared/model/app-settings.ts';

/** The settings as a JSON Schema, with what holds by default. A newer version may know more. */
function schemaOf(): unknown {
  const { properties = {}, $schema } = z.toJSONSchema(appSettingsSchema);
  const defaults: Readonly<Record<string, unknown>> = APP_SETTINGS_DEFAULTS;
  return {
    $schema,
    title: 'The settings of ODIN Control Panel: settings.json',
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, of]) => [name, { ...(of as object), default: defaults[name] }]),
    ),
  };
}

it('is documented as the app reads it', async () => {
  const text = `${JSON.stringify(schemaOf(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../assets/app-settings.schema.json');
});
