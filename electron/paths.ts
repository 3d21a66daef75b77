// ODIN's own folders. It never writes anywhere else on this machine.
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for ODIN's state (demo cluster, kept ports), shared by the window and `odin`.
 * Source: XDG Base Directory Specification; the platform's own place on macOS and Windows.
 */
export function stateDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.ODIN_STATE_DIR) return env.ODIN_STATE_DIR;
  const home = env.HOME ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'odin');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'odin');
  return join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'odin');
}

/** The log of both programs; full ones lie beside it as `odin.1.log` and so on. */
export function logPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  return join(stateDir(env, platform), 'log', 'odin.log');
}
