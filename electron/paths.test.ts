import { describe, expect, it } from 'vitest';
import { logPath, stateDir } from './paths.ts';

describe('the state folder', () => {
  it.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
    ['below the home', { HOME: '/home/ada' }, 'linux', '/home/ada/.local/state/odin'],
    ['as XDG names it', { HOME: '/home/ada', XDG_STATE_HOME: '/var/ada' }, 'linux', '/var/ada/odin'],
    [
      'not as a relative XDG names it',
      { HOME: '/home/ada', XDG_STATE_HOME: 'state' },
      'linux',
      '/home/ada/.local/state/odin',
    ],
    ['named for ODIN', { HOME: '/home/ada', ODIN_STATE_DIR: '/srv/odin' }, 'linux', '/srv/odin'],
    ['on macOS', { HOME: '/Users/ada' }, 'darwin', '/Users/ada/Library/Application Support/odin'],
  ])('is %s', (_what, env, platform, expected) => {
    expect(stateDir(env, platform)).toBe(expected);
    expect(logPath(env, platform)).toBe(`${expected}/log/odin.log`);
  });

  it('is on Windows where local data are', () => {
    expect(stateDir({ LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' }, 'win32')).toMatch(
      /^C:\\Users\\ada\\AppData\\Local.odin$/,
    );
    expect(stateDir({ USERPROFILE: 'C:\\Users\\ada' }, 'win32')).toMatch(/^C:\\Users\\ada.AppData.Local.odin$/);
  });

  it.each([undefined, '', '.', 'ada', './ada', '~'])('is never below the working directory, with HOME %j', (HOME) => {
    const env = HOME === undefined ? {} : { HOME };
    expect(stateDir(env, 'linux')).toMatch(/^\//);
    expect(stateDir({ ...env, XDG_STATE_HOME: HOME }, 'linux')).toMatch(/^\//);
  });
});
