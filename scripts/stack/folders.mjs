// The versions of the stack as folders of `assets/stack`, and the folders that each of them is made of.
// Paths below it are written with `/` on every system, as kustomization.yaml and SHA256SUMS have them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Failure, ROOT } from '../command.mjs';

/** The folder that holds a folder for each version. */
export const STACK = join(ROOT, 'assets', 'stack');

/** The lists of components of a version: what is installed by default, and the rest. */
export const LISTS = ['kustomization.yaml', 'optional/kustomization.yaml'];

/** An item of a list, on a line of its own. */
const ITEM = /^( +- )(\S+)$/gm;

/** @param {string} stack @returns {string[]} names of folders, such as `1.10.0`, newest first */
export function versionsIn(stack) {
  return readdirSync(stack, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isVersion(entry.name))
    .map(({ name }) => name)
    .sort((a, b) => compareVersions(b, a));
}

/** @param {string} name */
export function isVersion(name) {
  return /^\d+\.\d+\.\d+$/.test(name);
}

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b`. @param {string} a @param {string} b */
export function compareVersions(a, b) {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** @param {string} stack @returns {string} the newest version, released or in work */
export function newestVersion(stack) {
  const [newest] = versionsIn(stack);
  if (newest === undefined) throw new Failure(`${stack} holds no version of the stack: restore it with git.`);
  return newest;
}

/**
 * The folders of a version's components, below `stack`: `1.0.0/rules` where 1.1.0 refers to `../1.0.0/rules`.
 * @param {string} stack
 * @param {string} version
 * @returns {string[]}
 */
export function componentFolders(stack, version) {
  return LISTS.flatMap((list) => {
    const path = `${version}/${list}`;
    const items = readFileSync(join(stack, path), 'utf8').matchAll(ITEM);
    return [...items].map(([, , item = '']) => posix.join(posix.dirname(path), item));
  });
}

/**
 * Where a component of a version lies.
 * @param {string} name such as `rules`
 * @param {string} [stack]
 * @param {string} [version] default: the newest
 * @returns {string} below `stack`
 */
export function componentFolder(name, stack = STACK, version = newestVersion(stack)) {
  const found = componentFolders(stack, version).find((folder) => posix.basename(folder) === name);
  if (found !== undefined) return found;
  const names = componentFolders(stack, version).map((folder) => posix.basename(folder));
  throw new Failure(`There is no component ${name} in ${version} of the stack; there are ${names.join(', ')}.`);
}

/**
 * The text of a list of components, each of them led to another folder.
 * @param {string} text
 * @param {string} from where the list is, below the stack
 * @param {string} to where the text will be
 * @param {(folder: string) => string} move from a component's folder to another, both below the stack
 */
export function withFolders(text, from, to, move) {
  return text.replace(ITEM, (_line, dash, item) => {
    const folder = move(posix.join(posix.dirname(from), item));
    return `${dash}${posix.relative(posix.dirname(to), folder)}`;
  });
}
