// Starting ODIN at login on Linux: a desktop entry in the person's autostart folder.
// Source: freedesktop.org's Desktop Application Autostart Specification, and Desktop Entry Specification (Exec).
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { replaceFileOnce } from '../state-files/replace-file.ts';

/** Where the entry is. */
export function autostartPath(env: NodeJS.ProcessEnv): string {
  const config = env.XDG_CONFIG_HOME;
  const folder = config !== undefined && isAbsolute(config) ? config : join(env.HOME || homedir(), '.config');
  return join(folder, 'autostart', 'odin-control-panel.desktop');
}

/** Whether the desktop would start it: an entry may be there, and be switched off by the desktop's own settings. */
export function isAutostarted(path: string): boolean {
  try {
    return existsSync(path) && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(readFileSync(path, 'utf8'));
  } catch {
    return false;
  }
}

/** @param command the program and its arguments @throws the file system's error */
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
  const quoted = text.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
