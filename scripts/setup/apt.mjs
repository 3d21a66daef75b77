// Debian's packages for what a script needs, where it may install them.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, Failure, run } from '../command.mjs';

/** Whether packages can be installed without asking anyone. */
export function isRootOnDebian() {
  return process.getuid?.() === 0 && hasProgram('apt-get');
}

/** @param {string} name whether the PATH has such a program (not for Windows, which adds extensions) */
export function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

/**
 * Installs packages; of each list the first name that this release of Debian knows.
 * @param {readonly (readonly string[])[]} names
 */
export async function installPackages(names) {
  const options = {
    stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]),
    env: unattended(),
  };
  // An installation that was killed half way is finished first: until then apt-get begins no other.
  if (existsSync('/var/lib/dpkg/updates') && readdirSync('/var/lib/dpkg/updates').length > 0) {
    await run('dpkg', ['--configure', '-a'], options);
  }
  // A container's lists are empty until the first update.
  await run('apt-get', ['-qq', 'update'], options);
  const packages = names.map((list) => list.find((name) => capture('apt-cache', ['show', name]).ok) ?? list[0] ?? '');
  const code = await run(
    'apt-get',
    ['-qq', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...packages],
    options,
  );
  if (code !== 0) throw new Failure(`apt-get could not install ${packages.join(' ')}; its messages are above.`);
}

/**
 * Installs the packages of the programs that are not there; a sentence with the one command where that is the person's to do.
 * @param {Readonly<Record<string, string>>} packages program → package
 * @param {string} purpose what they are for
 */
export async function ensurePrograms(packages, purpose) {
  const missing = Object.keys(packages).filter((program) => !hasProgram(program));
  if (missing.length === 0) return;
  const names = [...new Set(missing.map((program) => packages[program] ?? program))];
  if (!isRootOnDebian()) {
    throw new Failure(
      `${purpose} needs ${missing.join(', ')}. Run: sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`,
    );
  }
  console.error(`${purpose} needs ${missing.join(', ')}: installing ${names.join(' ')} …`);
  await installPackages(names.map((name) => [name]));
}

function unattended() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
}
