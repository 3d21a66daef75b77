// The sources that --from names: directories and files, which are read at each plan, and pipes, which can be read once.
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import {
  MANIFEST_FILE,
  type Manifests,
  type ManifestText,
  manifestsIn,
  manifestTexts,
} from '../stack/manifests/manifest-files.ts';
import { openPipe, readPipe } from './pipe.ts';

/** All that the sources say now. Throws as {@link openSources} says. */
export type ReadSources = (signal: AbortSignal) => Promise<Manifests>;

/** The part of `process.stdin` that is used. */
export type Input = Readable & { readonly isTTY?: boolean };

/** Standard input, as every command that takes files calls it, and as systems do. */
const INPUT = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];
const INPUT_NAME = 'Standard input';

/**
 * A reader of all sources in their order: a directory, a file, `-` for standard input, or a pipe such as a shell's `<(…)`.
 * A plan is made once more before it is applied: what came out of a pipe is kept for that, a file is read anew.
 *
 * The reader throws `badInput` as `readManifests` does, for an address, for a terminal at standard input, for a pipe that
 * gives more than a file may, or nothing; an abort ends the waiting for a pipe.
 */
export function openSources(from: readonly string[], stdin: Input = process.stdin): ReadSources {
  const sources = [...new Set(from.map((path) => (INPUT.includes(path) ? '-' : path)))].map((path) =>
    openSource(path, stdin),
  );
  const name = from.length === 1 && from[0] !== undefined ? nameOf(from[0]) : 'What --from names';
  return async (signal) => {
    const texts: ManifestText[] = [];
    for (const read of sources) texts.push(...(await read(signal)));
    return manifestsIn(name, texts);
  };
}

function openSource(path: string, stdin: Input): (signal: AbortSignal) => Promise<readonly ManifestText[]> {
  let piped: readonly ManifestText[] | undefined;
  return async (signal) => {
    if (piped !== undefined) return piped;
    if (/^https?:\/\//i.test(path)) {
      const advice = 'curl -fsSL ADDRESS | odin plan NAME --from -';
      throw new AppError('badInput', `--from takes files, pipes and directories, not addresses: ${advice}`);
    }
    const isInput = path === '-';
    if (isInput && stdin.isTTY === true) {
      const advice = 'helm template my-app CHART | odin plan my-app --from -';
      throw new AppError('badInput', `--from - reads what another program prints, and nothing is piped in: ${advice}`);
    }
    if (!isInput && !(await isPipe(path))) return manifestTexts(path);
    const file = nameOf(path);
    const stream = isInput ? stdin : await openPipe(path);
    const text = await readPipe(stream, file, { ...MANIFEST_FILE, signal });
    if (text.trim() === '') {
      throw new AppError('badInput', `${file} is empty: see whether the program that writes it has failed.`);
    }
    piped = [{ file, text }];
    return piped;
  };
}

function nameOf(path: string): string {
  return INPUT.includes(path) ? INPUT_NAME : path;
}

/** A path that leads nowhere is none: whoever reads it says so. */
async function isPipe(path: string): Promise<boolean> {
  try {
    const stats = await stat(path);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
