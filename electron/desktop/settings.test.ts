import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { APP_SETTINGS_DEFAULTS } from '../../shared/model/app-settings.ts';
import { openSettings } from './settings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'odin-settings-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const fail = (what: unknown) => {
  throw new Error(String(what));
};
const write = (file: unknown) => writeFileSync(join(dir, 'settings.json'), JSON.stringify(file));
const written = () => JSON.parse(readFileSync(join(dir, 'settings.json'), 'utf8'));
const old = { theme: 'light', selected: 'a#home', bounds: null, isMaximized: true };

it.each([
  ['of an older version', old],
  ['with damaged notifications', { ...old, notifications: { isOn: true, quietHours: { from: '25:00' } } }],
  ['with a word that no clock has', { ...old, clock: 'sundial', isTrayOn: 1 }],
])('reads a file %s: what is whole is kept, the rest is as by default', (_what, file) => {
  write(file);
  expect(openSettings(dir, fail, fail).value).toMatchObject({ ...APP_SETTINGS_DEFAULTS, ...old });
});

it('keeps what was chosen', () => {
  const notifications = { isOn: false, quietHours: { isOn: true, from: '21:30', to: '06:00' } };
  openSettings(dir, fail).change({ notifications, clock: 'h24', isTrayOn: false });
  const { value } = openSettings(dir, fail, fail);
  expect(value).toEqual({ ...APP_SETTINGS_DEFAULTS, notifications, clock: 'h24', isTrayOn: false });
});

it('keeps what a newer version has written and this one does not know', () => {
  const newer = {
    sound: 'gong',
    notifications: { isOn: true, icon: 'x', quietHours: { isOn: true, from: '21:30', to: '06:00', days: [6] } },
  };
  write({ ...old, ...newer });
  const settings = openSettings(dir, fail, fail);
  expect(settings.value.notifications).toEqual({ isOn: true, quietHours: { isOn: true, from: '21:30', to: '06:00' } });
  settings.change({ theme: 'dark' });
  settings.change({ notifications: { ...settings.value.notifications, isOn: false } });
  expect(written()).toMatchObject({
    ...old,
    ...newer,
    theme: 'dark',
    notifications: { ...newer.notifications, isOn: false },
  });
});

it.each(['{ "theme": "dark"', '[]', 'null'])('puts a file aside that holds no settings: %s', (text) => {
  const path = join(dir, 'settings.json');
  writeFileSync(path, text);
  const told: string[] = [];
  const settings = openSettings(dir, fail, (aside) => told.push(aside));
  expect(settings.value).toEqual(APP_SETTINGS_DEFAULTS);
  expect(told).toEqual([`${path}.broken`]);
  expect(readFileSync(`${path}.broken`, 'utf8')).toBe(text);
  expect(existsSync(path)).toBe(false);
});
