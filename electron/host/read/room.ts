// Room on the disk for what is not there yet: the file system of the nearest folder above it.
import { statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Room } from '../facts/machine-facts.ts';

/** @param path below `root`. Throws where not even the root can be asked. */
export function roomAt(root: string, path: string): Room {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      const { bsize, bavail, blocks } = statfsSync(join(root, folder));
      return { path: folder, free: bavail * bsize, total: blocks * bsize };
    } catch (error) {
      if (folder === '/' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
