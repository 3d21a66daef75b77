import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

it.each([
  ['half a file', Buffer.from('{ "theme": "dark"')],
  ['a list', Buffer.from('[]')],
  ['nothing', Buffer.from('null')],
  ['more than is read', Buffer.from(JSON.stringify({ ...old, more: 'x'.repeat(2_000_000) }))],
  ['no UTF-8', Buffer.from(JSON.stringify({ ...old, selected: 'Müller' }), 'latin1')],
  [
    'what is deeper than can be written',
    Buffer.from(`{"theme":"light","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
  ],
])('puts a file aside that holds no settings, before it is written over: %s', (_what, content) => {
  const path = join(dir, 'settings.json');
  writeFileSync(path, content);
  const told: string[] = [];
  const settings = openSettings(dir, fail, (aside) => told.push(aside));
  expect(settings.value).toEqual(APP_SETTINGS_DEFAULTS);
  expect(told).toEqual([`${path}.broken`]);
  expect(readFileSync(`${path}.broken`).equals(content)).toBe(true);
  expect(existsSync(path)).toBe(false);
  settings.change({ theme: 'dark' });
  expect(written()).toMatchObject({ theme: 'dark' });
});

it('puts aside what cannot be read', () => {
  const path = join(dir, 'settings.json');
  symlinkSync(path, path);
  const told: string[] = [];
  openSettings(dir, fail, (aside) => told.push(aside)).change({ theme: 'dark' });
  expect(told).toEqual([`${path}.broken`]);
  expect(written()).toMatchObject({ theme: 'dark' });
});

it('leaves what cannot be put aside as it is, and says that once', () => {
  const path = join(dir, 'settings.json');
  mkdirSync(join(`${path}.broken`, 'mine'), { recursive: true });
  writeFileSync(path, '{ "theme": ');
  const lost: unknown[] = [];
  const settings = openSettings(dir, (error) => lost.push(error), fail);
  settings.change({ theme: 'dark' });
  settings.change({ clock: 'h24' });
  expect(settings.value).toMatchObject({ theme: 'dark', clock: 'h24' });
  expect(readFileSync(path, 'utf8')).toBe('{ "theme": ');
  expect(lost).toHaveLength(1);
});

it('keeps what is as deep as settings may be', () => {
  write({ ...old, deep: { a: [{ b: [[[1]]] }] } });
  openSettings(dir, fail, fail).change({ theme: 'dark' });
  expect(written().deep).toEqual({ a: [{ b: [[[1]]] }] });
});
