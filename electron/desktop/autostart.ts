// Starting ODIN at login on Linux: a desktop entry in the person's autostart folder.
// Source: freedesktop.org's Desktop Application Autostart Specification, and Desktop Entry Specification (Exec).
import { realpathSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { replaceFileOnce } from '../state-files/replace-file.ts';
import { readTextFile } from '../text-file.ts';

const ENTRY = { what: 'a desktop entry', limit: 64 * 1024 };

/** Spaces around the sign are legal, and numbers are how booleans once were written. */
const OFF = /^[ \t]*(Hidden[ \t]*=[ \t]*(true|1)|X-GNOME-Autostart-enabled[ \t]*=[ \t]*(false|0))[ \t\r]*$/m;

/** Where the entry is. */
export function autostartPath(env: NodeJS.ProcessEnv): string {
  const config = env.XDG_CONFIG_HOME;
  const folder = config !== undefined && isAbsolute(config) ? config : join(env.HOME || homedir(), '.config');
  return join(folder, 'autostart', 'odin-control-panel.desktop');
}

/** Whether the desktop would start it: an entry may be there, and be switched off by the desktop's own settings. */
export function isAutostarted(path: string): boolean {
  try {
    return !OFF.test(readTextFile(path, ENTRY));
  } catch {
    return false;
  }
}

/**
 * The program that starts this app again. An AppImage runs from a folder that is gone with it, so that its file is meant; but the
 * variables that name it go on to all that is started from it, and count only where `execPath` lies in that folder.
 */
export function programOf(env: NodeJS.ProcessEnv, execPath: string, resolve = realPath): string {
  const { APPIMAGE: image, APPDIR: folder } = env;
  if (!image || !folder || !isAbsolute(folder)) return execPath;
  const way = relative(resolve(folder), resolve(execPath));
  const isInside = way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  return isInside ? image : execPath;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * @param command the program and its arguments
 * @throws the file system's error; `unsupported` for a path that no entry can hold
 */
export function setAutostart(path: string, isOn: boolean, command: readonly string[]): void {
  if (isOn) replaceFileOnce(path, autostartEntry(command));
  else rmSync(path, { force: true });
}

/** The text of the entry. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=ODIN Control Panel',
    'Comment=Watches the monitoring stack from the tray',
    `Exec=${command.map(argument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quoted for the entry's own grammar, and a second time for that of values: a backslash is four in the file. */
function argument(text: string): string {
  // A line end would begin a key of its own.
  if (/\p{Cc}/u.test(text)) {
    throw new AppError(
      'unsupported',
      'The path of ODIN has a line end or another control character in it: move it to a plain folder, then try again.',
    );
  }
  const quoted = text.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
