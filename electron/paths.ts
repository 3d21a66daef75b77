// ODIN's own folders. Anywhere else on this machine it writes only what a person asks for: a file that they save, the start at login.
import { userInfo } from 'node:os';
import { join, posix, win32 } from 'node:path';

/**
 * The folder for ODIN's state (demo cluster, kept ports), shared by the window and `odin`. What is relative or
 * empty in the environment would be another folder wherever the command is run, so it counts as not set.
 * Source: XDG Base Directory Specification; the platform's own place on macOS and Windows.
 */
export function stateDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  // Named for ODIN alone, by who means this very folder.
  if (env.ODIN_STATE_DIR) return env.ODIN_STATE_DIR;
  const home = homeOf(env, platform);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'odin');
  if (platform === 'win32') return join(absolute(env.LOCALAPPDATA, platform) ?? join(home, 'AppData', 'Local'), 'odin');
  return join(absolute(env.XDG_STATE_HOME, platform) ?? join(home, '.local', 'state'), 'odin');
}

/** The log of both programs; full ones lie beside it as `odin.1.log` and so on. */
export function logPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  return join(stateDir(env, platform), 'log', 'odin.log');
}

/** Where nobody has a home, as in a container without an entry for its user, `/`: that can be written to, or it is done without. */
function homeOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const named = platform === 'win32' ? env.USERPROFILE : env.HOME;
  return absolute(named, platform) ?? absolute(passwdHome(), platform) ?? '/';
}

function passwdHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

function absolute(path: string | undefined, platform: NodeJS.Platform): string | undefined {
  const { isAbsolute } = platform === 'win32' ? win32 : posix;
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
