// The versions of the stack that this ODIN carries: one folder of manifests each, named by its version.
import { readdir } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { unreadable } from './unreadable.ts';

const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * The versions in `assetsDir` (the `assets/stack` folder), newest first. Other entries are ignored.
 *
 * Throws `internal` when the folder cannot be read or holds no version: the installation is broken.
 */
export async function listVersions(assetsDir: string): Promise<readonly [string, ...string[]]> {
  const entries = await readdir(assetsDir, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(assetsDir, error);
  });
  const names = entries.filter((entry) => entry.isDirectory() && VERSION.test(entry.name)).map(({ name }) => name);
  const [newest, ...older] = names.sort((a, b) => compareVersions(b, a));
  if (newest === undefined) {
    throw new AppError('internal', `${assetsDir} holds no version of the stack: install ODIN Control Panel again.`);
  }
  return [newest, ...older];
}

/**
 * The version of that name, or the newest where none is named.
 *
 * Throws `badInput` for one that is not there, and as {@link listVersions} does.
 */
export async function chooseVersion(assetsDir: string, named: string | undefined): Promise<string> {
  const versions = await listVersions(assetsDir);
  const version = named ?? versions[0];
  if (versions.includes(version)) return version;
  throw new AppError('badInput', `There is no version ${version} of the stack; choose one of ${versions.join(', ')}.`);
}

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b`: 1.10.0 is newer than 1.9.0. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
