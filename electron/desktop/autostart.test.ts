import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { autostartEntry, autostartPath, isAutostarted, setAutostart } from './autostart.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'odin-autostart-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('is switched on and off again by its file alone', () => {
  const path = autostartPath({ HOME: home });
  expect(path).toBe(join(home, '.config', 'autostart', 'odin-control-panel.desktop'));
  expect(isAutostarted(path)).toBe(false);
  setAutostart(path, true, ['/opt/odin', '--hidden']);
  expect(isAutostarted(path)).toBe(true);
  setAutostart(path, false, []);
  expect(existsSync(path)).toBe(false);
  setAutostart(path, false, []);
});

it('stands where XDG_CONFIG_HOME says, unless that is relative', () => {
  expect(autostartPath({ HOME: home, XDG_CONFIG_HOME: '/c' })).toBe('/c/autostart/odin-control-panel.desktop');
  expect(autostartPath({ HOME: home, XDG_CONFIG_HOME: 'c' })).toContain(home);
});

it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'is off where the desktop has switched it off: %s',
  (line) => {
    const path = autostartPath({ HOME: home });
    setAutostart(path, true, ['/opt/odin']);
    writeFileSync(path, `${readFileSync(path, 'utf8').replace(/^X-GNOME.*$/m, '')}${line}\n`);
    expect(isAutostarted(path)).toBe(false);
  },
);

it('quotes what a path may hold', () => {
  expect(autostartEntry(['/opt/My Apps/100% "odin"', '--hidden'])).toContain(
    String.raw`Exec="/opt/My Apps/100%% \\"odin\\"" "--hidden"`,
  );
  expect(autostartEntry(['/opt/$x\\y`'])).toContain(String.raw`Exec="/opt/\\$x\\\\y\\${'`'}"`);
});
