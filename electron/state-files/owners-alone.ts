// A file that is believed must be nobody else's to write.
import { statSync } from 'node:fs';

/** A larger one is none of ODIN's, which keeps its files small. */
const LIMIT_BYTES = 16 * 1024 * 1024;

/** Whether a small file is there, this user's own, and closed to the writing of others. On Windows its folder sees to that. */
export function isOwnersAlone(path: string, platform: NodeJS.Platform): boolean {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > LIMIT_BYTES) return false;
    return platform === 'win32' || ((found.mode & 0o022) === 0 && found.uid === process.getuid?.());
  } catch {
    return false;
  }
}
