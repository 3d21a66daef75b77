// `odin`: the same engine without a window. Parses the command line, runs one command, tells by exit status how it went.
// Nothing that a verb needs is loaded before it is known which one: that is most of the time a start takes.
import { CommanderError } from 'commander';
import { AppError, toAppError } from '../shared/errors.ts';
import { APP_VERSION } from './cli/app-version.ts';
import { printJson, printLines } from './cli/door.ts';
import { EXIT, exitCodeOf } from './cli/exit-code.ts';
import { listenForSignals } from './cli/interruption.ts';
import type { GlobalOptions } from './cli/invocation.ts';
import { catchDefects, keepWarnings, outliveReaders, whereLogged } from './cli/last-resort.ts';
import { formatOf, isJsonAsked } from './cli/output-format.ts';
import { shortageOf } from './cli/shortage.ts';
import { buildProgram } from './cli/tree/program.ts';
import type { Runs } from './cli/tree/runs.ts';
import { learnEnvironment } from './log/environment-secrets.ts';
import { openLog } from './log/log.ts';
import { maskShown } from './log/mask-text.ts';
import { logPath } from './paths.ts';

const LOG_FILE = logPath(process.env, process.platform);
learnEnvironment(process.env);
const log = openLog({ path: LOG_FILE, program: 'odin', level: process.env.ODIN_LOG_LEVEL });

/** Runs a command line (without the interpreter and script) and gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  const interruption = listenForSignals(process, (sentence) => printLines('stderr', [sentence]));
  const { signal } = interruption;
  let status: number = EXIT.ok;

  /** Gives a command's function what they all need, and keeps its exit status. */
  const runs: Runs =
    (load) =>
    async (...args) => {
      const options = program.opts<GlobalOptions>();
      // The command's name alone: what stands after it may be anybody's.
      const name = program.args[0] ?? '';
      log.info('start', `odin ${name}, ODIN ${APP_VERSION}`, {
        node: process.versions.node,
        platform: process.platform,
      });
      const [{ openConsole }, run] = await Promise.all([import('./cli/console.ts'), load()]);
      status = await run({ options, console: openConsole(formatOf(options)), signal, log }, ...args);
      if (status !== EXIT.ok) log.info('start', `odin ${name} ends`, { status });
    };
  const program = buildProgram(runs);

  const isJson = isJsonAsked(args);
  try {
    await program.parseAsync(args, { from: 'user' });
    return interruption.statusOf(status);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      return isJson ? fail(new AppError('badInput', error.message.replace(/^error: /, '')), true) : EXIT.usage;
    }
    return interruption.statusOf(fail(error, isJson));
  }
}

/** Says what failed in one sentence on stderr, with the next step where there is one. */
function fail(error: unknown, isJson: boolean): number {
  const { code, message: said, stack, remedy: known } = toAppError(error);
  const message = maskShown(said);
  // What is said by an AppError was foreseen, such as a demo cluster that cannot start.
  const shortage = shortageOf(error);
  const isDefect = code === 'internal' && !(error instanceof AppError) && shortage === undefined;
  const remedy = shortage ?? known ?? (isDefect ? whereLogged(LOG_FILE) : undefined);
  log[isDefect ? 'error' : 'warn']('command', message, isDefect ? { code, error } : { code });
  if (isJson) printJson({ error: { code, message, remedy } });
  else printLines('stderr', [`odin: ${message}`, ...(remedy === undefined ? [] : [`  ${remedy}`])]);
  if (code === 'internal' && process.env.ODIN_DEBUG) printLines('stderr', maskShown(stack ?? '').split('\n'));
  return exitCodeOf(code);
}

catchDefects(log, LOG_FILE);
keepWarnings(log);
outliveReaders(process.stdout, process.stderr, process);
process.exitCode = await main(process.argv.slice(2));
