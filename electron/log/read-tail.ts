// The newest lines of the log, over the border between its files.
import { visible } from '../../shared/visible.ts';
import { readFileBytes } from '../text-file.ts';
import { maskText } from './mask-text.ts';
import { rotatedPath } from './rotating-file.ts';

/** More than a file of the log ever has; one that is longer was not written by ODIN. */
const LIMITS = { what: 'the log', limit: 4 << 20 };

/**
 * At most `count` lines, oldest first; none where there is no log. Masked and made visible once more: anybody who may write
 * into the state folder may have written them.
 */
export function readTail(path: string, count: number): string[] {
  const lines = [1, 0].flatMap((age) => linesOf(rotatedPath(path, age)));
  return lines.slice(-count).map((line) => visible(maskText(line)));
}

function linesOf(path: string): string[] {
  try {
    return new TextDecoder()
      .decode(readFileBytes(path, LIMITS))
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}
