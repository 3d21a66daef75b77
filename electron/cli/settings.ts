// `odin settings`: what was chosen for the stack that is installed, the defaults with what each is for, or the JSON Schema.
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../shared/model/stack-settings.ts';
import { defaultsAsYaml } from '../stack/settings/defaults-as-yaml.ts';
import { settingsJsonSchema } from '../stack/settings/json-schema.ts';
import { writeYaml } from '../yaml/write.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

export interface SettingsOptions {
  readonly defaults?: boolean;
  readonly schema?: boolean;
}

/** What it prints can be given to --settings again. */
export async function runSettings(invocation: Invocation, options: SettingsOptions): Promise<number> {
  const { console, signal } = invocation;
  if (options.schema === true) {
    const schema = settingsJsonSchema();
    console.document(schema, JSON.stringify(schema, null, 2));
    return EXIT.ok;
  }
  if (options.defaults === true) {
    console.document(DEFAULT_SETTINGS, defaultsAsYaml());
    return EXIT.ok;
  }
  const chosen = await withSession(invocation, (session) => session.settings.read(signal));
  if (chosen === undefined)
    console.say('Nothing was chosen: everything has its default, as `odin settings --defaults` shows.');
  const supplied = chosen?.supplied ?? { version: SETTINGS_VERSION };
  console.document(supplied, writeYaml(supplied));
  return EXIT.ok;
}
