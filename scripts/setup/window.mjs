// Whether this machine can show Electron's window.
import { Failure } from '../command.mjs';
import { sandboxProblem } from './sandbox.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/** Whether there is a screen. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Sees to the libraries that it needs.
 * @param {import('../find-electron.mjs').FoundElectron} electron
 * @param {readonly string[]} args Electron's
 * @throws {Failure} with the one command that mends it
 */
export async function assertWindowPossible(electron, args) {
  if (!hasDisplay()) throw new Failure('There is no display here (DISPLAY and WAYLAND_DISPLAY are not set).');
  await ensureSystemLibraries(electron.path, { needsVirtualDisplay: false });
  const problem = args.includes('--no-sandbox') ? undefined : sandboxProblem(electron.path);
  if (problem !== undefined) throw new Failure(problem);
}
