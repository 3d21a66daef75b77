// Whatever keeps a folder from being written, found before somebody depends on it, and said.
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** The next step, by Node's code; anything else stands by its code alone. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'Make room on that disk.',
  EDQUOT: 'Make room: your quota there is used up.',
  EROFS: 'That disk can only be read: mount it for writing, or choose another home.',
  EACCES: 'It belongs to somebody else: give it back with chown.',
  EPERM: 'It belongs to somebody else: give it back with chown.',
  ENOTDIR: 'A file is in the place of a folder: move it away.',
  EEXIST: 'A file is in the place of a folder: move it away.',
  EISDIR: 'A folder is in the place of a file: move it away.',
  ENXIO: 'A pipe is in the place of a file: move it away.',
  ELOOP: 'A link there leads back to itself: move it away.',
};

/** Tries to make a file in the folder, and the folder where it is not. Undefined where that goes, else the file system's error. */
export function obstacleIn(folder: string): unknown {
  try {
    makeFolder(folder);
    const probe = join(folder, `.probe-${randomBytes(4).toString('hex')}`);
    // An empty file needs no room, and is all that is asked of a full disk here.
    closeSync(openSync(probe, 'wx', 0o600));
    rmSync(probe, { force: true });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** `ODIN cannot write to <place> (<code>): <consequence>. <what to do>` */
export function lostSentence(place: string, error: unknown, consequence: string): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
  const advice = ADVICE[code];
  return `ODIN cannot write to ${place} (${code}): ${consequence}.${advice === undefined ? '' : ` ${advice}`}`;
}
