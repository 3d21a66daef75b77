// Folders of ODIN's own, and whose they are: what root makes in somebody's home (`sudo odin`) is that person's, not root's.
import { closeSync, constants, fchownSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, each for its owner alone.
 * Throws the file system's error, `EEXIST` or `ENOTDIR` where something else has the name.
 *
 * Not Node's own recursive one: that never returns where a folder is there and nothing can be made in it, as in a working
 * directory that was deleted, or under /proc.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isFolder(path)) return;
    throw error;
  }
  if (!isRoot()) return;
  // By its descriptor: whoever owns the folder around it may have put something else in its place by now.
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    giveToOwner(folder, path);
  } finally {
    closeSync(folder);
  }
}

/**
 * Gives what was just made to whoever owns the folder that it is in, where root made it: the person could neither read,
 * change nor remove it else, and their window would go without its log. Where the file system has no owners it stays.
 *
 * @param file the descriptor of what `path` names
 */
export function giveToOwner(file: number, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dirname(path));
  try {
    if (uid !== 0) fchownSync(file, uid, gid);
  } catch (error) {
    if (!NO_OWNERS.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}

/** Of a share without owners, or one whose server does not take root's word. */
const NO_OWNERS: ReadonlySet<string | undefined> = new Set(['EPERM', 'EINVAL', 'ENOSYS', 'EOPNOTSUPP']);

function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
