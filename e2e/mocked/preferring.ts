// The handlers of what is about the app itself: its settings, its versions and licences, its support bundle.
import type { AppInfo } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/types.ts';
import * as preferences from './fixtures/preferences.ts';

/** What is chosen holds until the scenario is played anew. */
export function preferring() {
  let current: AppInfo = preferences.info;
  let startsAtLogin = false;
  const home = '/home/freya';
  return {
    'app.info': () => current,
    'app.setTheme': ({ theme }) => {
      current = { ...current, theme };
    },
    'app.settings': () => ({
      startsAtLogin,
      places: {
        settings: `${home}/.config/odin-control-panel/settings.json`,
        state: `${home}/.local/state/odin`,
        log: `${home}/.local/state/odin/log/odin.log`,
      },
    }),
    'app.change': ({ startsAtLogin: atLogin = startsAtLogin, clock = current.clock, isTrayOn = current.isTrayOn }) => {
      startsAtLogin = atLogin;
      current = { ...current, clock, isTrayOn, hasTray: isTrayOn };
    },
    'app.resetDemo': () => true,
    'app.about': () => preferences.about,
    'app.license': () => preferences.license,
    'support.look': () => preferences.bundle,
    'support.preview': ({ name }) => ({ text: preferences.texts[name] ?? '{}\n', isWhole: name !== 'odin.log' }),
    'support.save': () => `${home}/Documents/odin-support-2026-11-28-1402.zip`,
    'charts.save': ({ title }) => `${home}/Documents/${title}.png`,
    'support.showFile': () => {},
  } satisfies Partial<Handlers>;
}
