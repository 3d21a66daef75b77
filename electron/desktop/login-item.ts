// Whether the system starts ODIN when a person logs in: the system keeps it, so that its own settings and ours cannot disagree.
import { app } from 'electron';
import { autostartPath, isAutostarted, programOf, setAutostart } from './autostart.ts';

/** Given to an app that is started so: it waits in the tray, where there is one. */
export const HIDDEN = '--hidden';

/** Null where a start from here could not be repeated: on macOS and Windows the system knows packages alone. */
export function startsAtLogin(env: NodeJS.ProcessEnv): boolean | null {
  if (process.platform === 'linux') return isAutostarted(autostartPath(env));
  return app.isPackaged ? app.getLoginItemSettings({ args: [HIDDEN] }).openAtLogin : null;
}

/** Throws the file system's error where it cannot be kept. */
export function setStartsAtLogin(env: NodeJS.ProcessEnv, isOn: boolean): void {
  if (process.platform === 'linux') setAutostart(autostartPath(env), isOn, commandOf(env));
  else app.setLoginItemSettings({ openAtLogin: isOn, args: [HIDDEN] });
}

/** Whether it was started so. */
export function wasStartedAtLogin(args: readonly string[]): boolean {
  if (args.includes(HIDDEN)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** What starts this very app. */
function commandOf(env: NodeJS.ProcessEnv): readonly string[] {
  const program = programOf(env, process.execPath);
  return app.isPackaged ? [program, HIDDEN] : [program, app.getAppPath(), HIDDEN];
}
