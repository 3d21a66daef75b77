import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { autostartEntry, autostartPath, isAutostarted, programOf, setAutostart } from './autostart.ts';

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

it.each(['Hidden=true', 'Hidden = true', 'Hidden\t=\ttrue \r', 'Hidden=1', 'X-GNOME-Autostart-enabled = false'])(
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

it.each(['Hidden = false', '# Hidden=true', 'NotHidden=true', 'Hidden=\ntrue'])('is on beside %j', (line) => {
  const path = autostartPath({ HOME: home });
  setAutostart(path, true, ['/opt/odin']);
  writeFileSync(path, `${readFileSync(path, 'utf8')}${line}\n`);
  expect(isAutostarted(path)).toBe(true);
});

it.each(['/opt/a\nExec=evil', '/opt/a\rb', '/opt/\u001b[2J', '/opt/\u0085'])('refuses the path %j', (program) => {
  const path = autostartPath({ HOME: home });
  expect(() => setAutostart(path, true, [program, '--hidden'])).toThrow(/^The path of ODIN has a line end or another/);
  expect(existsSync(path)).toBe(false);
});

it.skipIf(process.platform === 'win32')('is off where there is no file of its own, and waits for none', () => {
  const path = autostartPath({ HOME: home });
  mkdirSync(dirname(path), { recursive: true });
  execFileSync('mkfifo', [path]);
  expect(isAutostarted(path)).toBe(false);
  rmSync(path);
  writeFileSync(path, `[Desktop Entry]\n${'#'.repeat(1_000_000)}`);
  expect(isAutostarted(path)).toBe(false);
  rmSync(path);
  symlinkSync('/dev/zero', path);
  expect(isAutostarted(path)).toBe(false);
});

it.skipIf(process.platform === 'win32').each([
  ['/tmp/.mount_odin', '/tmp/.mount_odin/odin', '/apps/odin.AppImage'],
  ['/tmp/.mount_odin/', '/tmp/.mount_odin/usr/odin', '/apps/odin.AppImage'],
  ['/tmp/.mount_odin', '/tmp/.mount_odin/..odin', '/apps/odin.AppImage'],
  ['/tmp/.mount_other', '/opt/odin/odin', '/opt/odin/odin'],
  ['/tmp/.mount_odin', '/tmp/.mount_odin2/odin', '/tmp/.mount_odin2/odin'],
  ['', '/opt/odin/odin', '/opt/odin/odin'],
  ['opt', '/opt/odin/odin', '/opt/odin/odin'],
  [undefined, '/opt/odin/odin', '/opt/odin/odin'],
])('with an AppImage in %s, %s is started again by %s', (folder, execPath, program) => {
  const inherited = folder === undefined ? {} : { APPDIR: folder };
  expect(programOf({ APPIMAGE: '/apps/odin.AppImage', ...inherited }, execPath, (path) => path)).toBe(program);
  expect(programOf(inherited, execPath)).toBe(execPath);
});

it.skipIf(process.platform === 'win32')('knows the folder of an AppImage behind a link', () => {
  mkdirSync(join(home, 'mount'));
  writeFileSync(join(home, 'mount', 'odin'), '');
  symlinkSync(join(home, 'mount'), join(home, 'link'));
  const env = { APPIMAGE: '/apps/odin.AppImage', APPDIR: join(home, 'link') };
  expect(programOf(env, join(home, 'mount', 'odin'))).toBe('/apps/odin.AppImage');
});
