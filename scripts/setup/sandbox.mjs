// Whether Electron can use its sandbox here: without one it would abort, with a message that helps nobody.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../command.mjs';

/**
 * Why the sandbox cannot be used, with the one command that mends it; undefined where it can.
 * Asking for the version starts the same processes in the same sandbox, without a window.
 * @param {string} electron path of the executable
 * @returns {string | undefined}
 */
export function sandboxProblem(electron) {
  if (process.platform !== 'linux') return undefined;
  const probe = capture(electron, ['--version'], { timeout: 30_000 });
  if (probe.ok || !/sandbox/i.test(probe.output)) return undefined;
  return explain(process.getuid?.() === 0, (key) => readSetting(key), electron);
}

/**
 * @param {boolean} isRoot
 * @param {(key: string) => string | undefined} setting a kernel setting by its path below /proc/sys
 * @param {string} electron
 */
export function explain(isRoot, setting, electron) {
  if (isRoot) {
    return 'The window cannot run as root: its sandbox needs an ordinary user. Start it as one, or go without the sandbox: npm start -- --no-sandbox';
  }
  const because = "This system forbids the user namespaces that the window's sandbox is made of";
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return `${because} (AppArmor). Allow them for this program alone with: ${profileCommand(electron)}`;
  }
  for (const [key, value] of [
    ['kernel/unprivileged_userns_clone', '1'],
    ['user/max_user_namespaces', '15000'],
  ]) {
    if (key !== undefined && setting(key) === '0') {
      return `${because} (${key.replace('/', '.')} is 0). Allow them with: sudo sysctl -w ${key.replace('/', '.')}=${value}`;
    }
  }
  const helper = join(dirname(electron), 'chrome-sandbox');
  return `${because}. Use the set-user-id helper in their place: sudo chown root "${helper}" && sudo chmod 4755 "${helper}"`;
}

/** @param {string} electron */
function profileCommand(electron) {
  const profile = `abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile odin-electron "${electron}" flags=(unconfined) {\\n  userns,\\n}\\n`;
  return `printf '${profile}' | sudo tee /etc/apparmor.d/odin-electron >/dev/null && sudo apparmor_parser -r /etc/apparmor.d/odin-electron`;
}

/** @param {string} key */
function readSetting(key) {
  try {
    return readFileSync(join('/proc/sys', key), 'utf8').trim();
  } catch {
    return undefined;
  }
}
