// Runs `odin` as a person would in a terminal, piped.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT } from './launch.ts';

/** How a run of `odin` ended. */
export interface OdinRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Never rejects for a command that fails; that is what `code` is for. `env` is added to this process' own. */
export async function odin(args: readonly string[], env: Readonly<Record<string, string>>): Promise<OdinRun> {
  const options = { env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  return promisify(execFile)(process.execPath, [join(PROJECT, 'dist', 'main', 'cli.js'), ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: OdinRun) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}
