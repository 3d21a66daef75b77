// Runs `odin` as a person would in a terminal, piped.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { PROJECT } from './launch.ts';

/** How a run of `odin` ended. */
export interface OdinRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = join(PROJECT, 'dist', 'main', 'cli.js');

/** Playwright asks for colours in whatever it starts; a person who pipes `odin` does not. */
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _colour, ...own } = process.env;
  return { ...own, ...env };
}

/** Starts a command that runs until Ctrl+C, and waits for the first line of its result. `stop` gives the exit status. */
export async function startOdin(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly line: string; readonly stop: () => Promise<number> }> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGINT');
    return (await ended)[0] as number;
  };
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => [''])])) as [
    string,
  ];
  return { line, stop };
}

/** Never rejects for a command that fails; that is what `code` is for. `env` is added to this process' own. */
export async function odin(args: readonly string[], env: Readonly<Record<string, string>>): Promise<OdinRun> {
  const options = { env: environment(env), maxBuffer: 2 ** 26 };
  return promisify(execFile)(process.execPath, [CLI, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: OdinRun) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

/** Runs a command whose output nobody reads after the first bytes, as in `odin … | head -1`; the exit status. */
export async function endWithoutReader(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(process.execPath, [CLI, ...args], { env: environment(env), stdio: 'pipe' });
  for (const stream of [child.stdout, child.stderr]) stream.once('data', () => stream.destroy());
  const [code] = await once(child, 'exit');
  return code as number;
}
