// The system libraries that Electron's window needs on Linux, and the display and fonts that tests need.
import { join } from 'node:path';
import { capture, Failure, ROOT } from '../command.mjs';
import { hasProgram, installPackages, isRootOnDebian } from './apt.mjs';

const PLAYWRIGHT = join(ROOT, 'node_modules', 'playwright', 'cli.js');

/**
 * Checks that the executable finds all its libraries (and, for tests, that Xvfb is there); as root on a Debian machine
 * it installs what is missing and says so.
 * @param {string} electron path of the executable
 * @param {{ needsVirtualDisplay: boolean }} options
 * @throws {Failure} with the one command to run, where that is the person's to do
 */
export async function ensureSystemLibraries(electron, { needsVirtualDisplay }) {
  if (process.platform !== 'linux') return;
  const missing = [...missingLibraries(electron), ...(needsVirtualDisplay && !hasProgram('Xvfb') ? ['Xvfb'] : [])];
  if (missing.length === 0) return;
  const lacking = `This machine lacks ${missing.join(', ')}, which ${missing.length === 1 ? 'is' : 'are'} needed for the window`;
  if (!isRootOnDebian()) {
    const advice = hasProgram('apt-get')
      ? `Run: sudo sh -c '"${process.execPath}" "${PLAYWRIGHT}" install-deps chromium && apt-get install -y libgtk-3-0 xvfb'`
      : "Install them with your system's package manager.";
    throw new Failure(`${lacking}. ${advice}`);
  }
  console.error(`${lacking}: installing Debian's packages …`);
  await installPackages([['libgtk-3-0t64', 'libgtk-3-0'], ['xvfb']]);
  // Playwright knows the other names for each release of Debian and Ubuntu.
  const browser = capture(process.execPath, [PLAYWRIGHT, 'install-deps', 'chromium']);
  if (!browser.ok) console.error(browser.output.trim());
  const still = missingLibraries(electron);
  if (still.length > 0) throw new Failure(`Still missing after the installation: ${still.join(', ')}.`);
}

/** @param {string} electron */
function missingLibraries(electron) {
  if (!hasProgram('ldd')) return [];
  return [...capture('ldd', [electron]).output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}
