// The released versions of the stack: their files by `assets/stack/SHA256SUMS`, which `sha256sum --check` takes, and whether they
// are still that. A version is released when it is listed there; the one that is being worked on is the folder that is not.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../command.mjs';
import { compareVersions, isVersion, STACK, versionsIn } from './folders.mjs';

const SUMS = 'SHA256SUMS';
/** Of files, in one message. */
const SHOWN = 5;

/** @param {string} stack @returns {Map<string, string>} path below `stack` → SHA-256 in hex */
function releasedFiles(stack) {
  const file = join(stack, SUMS);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  return new Map(
    lines.flatMap((line, index) => {
      if (line === '') return [];
      const [, digest = '', path] = /^([0-9a-f]{64}) {2}(\d+\.\d+\.\d+\/.+)$/.exec(line) ?? [];
      if (path === undefined) {
        throw new Failure(`assets/stack/${SUMS}: line ${index + 1} is not a digest and a file: restore it with git.`);
      }
      return [[path, digest]];
    }),
  );
}

/** @param {string} path below the stack */
const versionOf = (path) => path.slice(0, path.indexOf('/'));

/** @param {string} stack @returns {string[]} newest first, whether their folders are there or not */
export function releasedVersions(stack) {
  const versions = new Set([...releasedFiles(stack).keys()].map(versionOf));
  return [...versions].sort((a, b) => compareVersions(b, a));
}

/** @param {string} stack @returns {string | undefined} the newest version that was not released */
export function versionInWork(stack) {
  const released = releasedVersions(stack);
  return versionsIn(stack).find((version) => !released.includes(version));
}

/** The version that a change goes into: the one in work, else the next that would be begun. @param {string} stack */
export function versionForChanges(stack) {
  const [major, minor] = (releasedVersions(stack)[0] ?? '').split('.');
  return versionInWork(stack) ?? `${major}.${Number(minor) + 1}.0`;
}

/**
 * The files of a version and their digests, the same on each system: line ends, modes and the order of a listing do not count.
 * @param {string} stack
 * @param {string} version
 * @returns {Map<string, string>}
 */
function filesOf(stack, version) {
  return new Map(filesUnder(stack, version).map((path) => [path, digestOf(join(stack, path))]));
}

/** @param {string} stack @param {string} folder below it @returns {string[]} sorted */
function filesUnder(stack, folder) {
  if (!existsSync(join(stack, folder))) return [];
  return readdirSync(join(stack, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(stack, path) : [path];
    })
    .sort();
}

/** @param {string} file */
function digestOf(file) {
  // Latin 1 has a character for each byte, so that nothing but the line ends changes.
  const text = readFileSync(file, 'latin1').replaceAll('\r\n', '\n');
  return createHash('sha256').update(text, 'latin1').digest('hex');
}

/**
 * Lists a version in SHA256SUMS as it is now: from here on it does not change.
 * @param {string} stack
 * @param {string} version
 */
export function recordRelease(stack, version) {
  const files = new Map([...releasedFiles(stack), ...filesOf(stack, version)]);
  writeFileSync(join(stack, SUMS), [...files].map(([path, digest]) => `${digest}  ${path}\n`).join(''));
}

/**
 * Holds the released versions to their digests, and the rest to being one version, the newest.
 * @param {string} [stack]
 * @returns {Promise<string | undefined>} what is wrong, in a sentence
 */
export async function releasedProblem(stack = STACK) {
  return changedProblem(stack) ?? leaningProblem(stack) ?? inWorkProblem(stack);
}

/** @param {string} stack */
function changedProblem(stack) {
  const wanted = releasedFiles(stack);
  const found = new Map(releasedVersions(stack).flatMap((version) => [...filesOf(stack, version)]));
  const differences = [
    ...[...wanted].flatMap(([path, digest]) =>
      found.get(path) === digest ? [] : [[path, found.has(path) ? 'changed' : 'removed']],
    ),
    ...[...found.keys()].filter((path) => !wanted.has(path)).map((path) => [path, 'added']),
  ];
  if (differences.length === 0) return undefined;
  const shown = differences.slice(0, SHOWN).map(([path, what]) => `assets/stack/${path} (${what})`);
  const rest = differences.length > SHOWN ? ` and ${differences.length - SHOWN} more` : '';
  const versions = [...new Set(differences.map(([path = '']) => versionOf(path)))];
  return `${shown.join(', ')}${rest}: ${together(versions)} released; take it back and put the change into ${versionForChanges(stack)}: see "A new version of the stack" in CONTRIBUTING.md.`;
}

/** What a released version refers to does not change either. @param {string} stack */
function leaningProblem(stack) {
  const released = releasedVersions(stack);
  const leaning = [...releasedFiles(stack).keys()]
    .filter((path) => path.endsWith('/kustomization.yaml'))
    .flatMap((path) => {
      const references = readFileSync(join(stack, path), 'utf8').matchAll(/\.\.\/(\d+\.\d+\.\d+)\//g);
      return [...references].map(([, version = '']) => ({ path, version }));
    })
    .find(({ version }) => !released.includes(version));
  if (leaning === undefined) return undefined;
  const { path, version } = leaning;
  return `assets/stack/${path} was released and refers to ${version}, which is not listed in assets/stack/${SUMS}: restore that with git.`;
}

/** @param {string} stack */
function inWorkProblem(stack) {
  const released = releasedVersions(stack);
  const [newest = ''] = released;
  const inWork = versionsIn(stack).filter((version) => !released.includes(version));
  if (inWork.length > 1) {
    return `${inWork.join(' and ')} of the stack are both in work: put the changes of both into ${inWork.at(-1)}.`;
  }
  const [version] = inWork;
  return version !== undefined && released.length > 0 && compareVersions(version, newest) < 0
    ? `${version} of the stack is in work, and ${newest} was released: put the change into a version after that.`
    : undefined;
}

/** "1.0.0 was", "1.1.0 and 1.0.0 were". @param {readonly string[]} versions */
function together(versions) {
  return `${versions.join(' and ')} ${versions.length === 1 ? 'was' : 'were'}`;
}

/**
 * Refuses a name that cannot be the next version's.
 * @param {string} stack
 * @param {string} version
 */
export function assertNext(stack, version) {
  const inWork = versionInWork(stack);
  if (inWork !== undefined) {
    throw new Failure(`${inWork} of the stack is in work: put the change into it, or release it first.`);
  }
  const [newest = ''] = releasedVersions(stack);
  if (!isVersion(version) || compareVersions(version, newest) <= 0) {
    throw new Failure(
      `"${version}" cannot be the next version of the stack: name one after ${newest}, such as ${versionForChanges(stack)}.`,
    );
  }
}
