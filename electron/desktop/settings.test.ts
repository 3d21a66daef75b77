import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOTIFICATION_DEFAULTS } from '../../shared/model/desktop-notification.ts';
import { openSettings } from './settings.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'odin-settings-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

const fail = (error: unknown) => {
  throw error;
};
const old = { theme: 'light', selected: 'a#home', bounds: null, isMaximized: true };

it.each([
  ['of an older version', old],
  ['with damaged notifications', { ...old, notifications: { isOn: true, quietHours: { from: '25:00' } } }],
])('reads a file %s: theme and cluster are kept, notifications are as by default', (_what, file) => {
  writeFileSync(join(dir, 'settings.json'), JSON.stringify(file));
  expect(openSettings(dir, fail).value).toEqual({ ...old, notifications: NOTIFICATION_DEFAULTS });
});

it('keeps what was chosen about notifications', () => {
  const notifications = { isOn: false, quietHours: { isOn: true, from: '21:30', to: '06:00' } };
  const settings = openSettings(dir, fail);
  settings.set({ ...settings.value, notifications });
  expect(openSettings(dir, fail).value.notifications).toEqual(notifications);
});
