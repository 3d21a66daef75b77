import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { recordedConsole } from './recorded-console.testkit.ts';
import { runSettings } from './settings.ts';

async function printed(options: Parameters<typeof runSettings>[1]) {
  const console = recordedConsole();
  expect(await runSettings({ options: {}, console, signal: new AbortController().signal }, options)).toBe(0);
  return console.results[0] ?? { value: undefined, text: '' };
}

it('prints the defaults and the schema without asking a cluster', async () => {
  const defaults = await printed({ defaults: true });
  expect(parse(defaults.text)).toEqual(DEFAULT_SETTINGS);
  expect(defaults.value).toEqual(DEFAULT_SETTINGS);
  const schema = await printed({ schema: true });
  expect(JSON.parse(schema.text)).toEqual(schema.value);
  expect(schema.value).toMatchObject({ required: ['version'], additionalProperties: false });
});
