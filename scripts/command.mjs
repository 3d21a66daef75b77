// The common ground of every script here: the project's folder, the failures that a person reads, and running other programs.
import { spawn, spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The cache that outlives a clone; read once, before a test gives its children another HOME. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'odin');

/** A failure that is expected: its message is a sentence that names the thing and the next step, shown without a stack. */
export class Failure extends Error {
  /** @override */
  name = 'Failure';
}

/** The person ended it (Ctrl-C, or a signal): nothing more is started, what was started is taken down. */
export class Interrupted extends Failure {}

/**
 * Runs a script's body and sets the exit code; a {@link Failure} becomes one line on stderr.
 * @param {(args: string[]) => number | void | Promise<number | void>} body
 */
export async function runCommand(body) {
  try {
    process.exitCode = (await body(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) console.error(error instanceof Failure ? error.message : error);
    process.exitCode = error instanceof Interrupted ? 130 : 1;
  }
}

/**
 * Runs a program in the foreground with this terminal; resolves with its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return exitCodeOf(spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options }), program);
}

/**
 * Runs a program that tells its progress on stderr and its result on stdout; resolves with the result, trimmed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>}
 */
export async function runForOutput(program, args, options = {}) {
  const child = spawn(program, args, { cwd: ROOT, ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const code = await exitCodeOf(child, program);
  if (code === 0) return output.trim();
  throw new Failure(`${program} ${args.join(' ')} ended with exit code ${code}; its messages are above.`);
}

/**
 * Waits for a child's end; meanwhile a signal to this process is the child's to handle, and ends this wait with {@link Interrupted}.
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} program its name, for the message
 * @returns {Promise<number>}
 */
function exitCodeOf(child, program) {
  let isInterrupted = false;
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    isInterrupted = true;
    // A terminal's Ctrl-C reaches the child by itself.
    if (signal === 'SIGTERM') child.kill(signal);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${program} could not be started: ${error.message}`)));
    child.once('close', (code) => {
      if (isInterrupted) reject(new Interrupted());
      else resolve(code ?? 1);
    });
  }).finally(() => process.off('SIGINT', onSignal).off('SIGTERM', onSignal));
}

/**
 * Runs a program to its end and returns what it wrote, both streams apart and together; never throws for an exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function capture(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: ROOT, ...options, encoding: 'utf8', maxBuffer: 64 << 20 });
  const [stdout, stderr] = [result.stdout ?? '', `${result.stderr ?? ''}${result.error?.message ?? ''}`];
  return { ok: result.status === 0, stdout, stderr, output: stdout + stderr };
}

/**
 * npm as a program and its arguments: Windows has npm.cmd, which Node starts only through a shell, so npm's own script is used there.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  // npm tells its scripts where it is; outside of it, npm is beside node on Windows and on the PATH elsewhere.
  const script = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? process.env.npm_execpath
    : process.platform === 'win32'
      ? join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js')
      : undefined;
  return script === undefined ? ['npm', [...args]] : [process.execPath, [script, ...args]];
}
