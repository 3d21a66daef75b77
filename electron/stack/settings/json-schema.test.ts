import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/stack-settings.ts';
import { descriptionAt, keysAt, settingsJsonSchema } from './json-schema.ts';

it('is the file that editors are pointed to (npm run odin -- settings --schema)', async () => {
  const file = new URL('../../../assets/stack/settings.schema.json', import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(settingsJsonSchema());
});

it('tells the keys of a map, and what a field is for', () => {
  expect(keysAt([])).toEqual(expect.arrayContaining(Object.keys(DEFAULT_SETTINGS)));
  expect(keysAt(['exporters', 0])).toContain('port');
  expect(keysAt(['resources'])).toEqual([]);
  expect(keysAt(['nowhere', 'at all'])).toEqual([]);
  expect(descriptionAt(['exporters', 3, 'port'])).toBe('TCP port on which it answers.');
  expect(descriptionAt(['nowhere'])).toBeUndefined();
});
