import { expect, test } from 'vitest';
import { SETTINGS_VERSION, stackSettingsSchema } from '../../../shared/model/stack-settings.ts';
import { withLogs } from './with-logs.ts';

test('logs are added to what was chosen, and the schema takes it', () => {
  expect(withLogs(undefined)).toEqual({ version: SETTINGS_VERSION, components: { logs: true } });
  const chosen = { version: 1, components: { grafana: false }, prometheus: { scrapeInterval: '30s' } };
  const added = withLogs(chosen);
  expect(added).toEqual({ ...chosen, components: { grafana: false, logs: true } });
  expect(stackSettingsSchema.parse(added).components.logs).toBe(true);
});

test('where they are on, or nobody knows what the settings mean, there is nothing to add', () => {
  expect(withLogs({ version: 1, components: { logs: true } })).toBeUndefined();
  expect(withLogs({ version: 2 })).toBeUndefined();
  expect(withLogs({ version: 1, components: [] })).toBeUndefined();
});
