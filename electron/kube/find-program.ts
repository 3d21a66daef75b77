// Finds a program as a shell would: files that may be run, on a PATH, with the endings that Windows knows.
import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** A file to run, or why there is none. `notFile`: a folder, a pipe, a device; `notExecutable`: a file that may not be run. */
export type Found =
  | { readonly path: string }
  | { readonly path?: never; readonly problem: 'missing' | 'notFile' | 'notExecutable' };

/** The machine as the search sees it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: asks this machine's file system. */
  readonly look?: (path: string) => Look;
}

/** What stands at a path. */
export type Look = 'program' | 'file' | 'other' | 'nothing';

const ENDINGS = '.COM;.EXE;.BAT;.CMD';

/**
 * A name with a separator starts at `folder`, a bare one is looked for on `path`; folders of `path` that depend on where
 * this process happens to stand are left out, as Go leaves them out.
 */
export function findProgram(command: string, folder: string, path: string, machine: Machine): Found {
  const { platform, look = lookAt } = machine;
  const paths = platform === 'win32' ? win32 : posix;
  const isBare = !(platform === 'win32' ? /[/\\]/ : /\//).test(command);
  const folders = isBare ? path.split(paths.delimiter).filter((entry) => paths.isAbsolute(entry)) : [folder];
  const candidates = folders.flatMap((from) => namesOf(command, machine).map((name) => paths.resolve(from, name)));
  let problem: 'missing' | 'notFile' | 'notExecutable' = 'missing';
  for (const candidate of candidates) {
    const seen = look(candidate);
    if (seen === 'program') return { path: candidate };
    if (seen === 'file' && problem === 'missing') problem = 'notExecutable';
    if (seen === 'other' && problem === 'missing') problem = 'notFile';
  }
  return { problem };
}

/** Windows tries the endings of PATHEXT; a name that has one of them is tried as it is first. */
function namesOf(command: string, { platform, environment }: Machine): readonly string[] {
  if (platform !== 'win32') return [command];
  const endings = (environment.PATHEXT || ENDINGS).split(';').filter((ending) => ending.startsWith('.'));
  const hasOne = endings.some((ending) => command.toLowerCase().endsWith(ending.toLowerCase()));
  const completed = endings.map((ending) => command + ending.toLowerCase());
  return hasOne ? [command, ...completed] : completed;
}

function lookAt(path: string): Look {
  try {
    if (!statSync(path).isFile()) return 'other';
  } catch {
    return 'nothing'; // or below what may not be looked into
  }
  try {
    accessSync(path, constants.X_OK);
    return 'program';
  } catch {
    return 'file';
  }
}
