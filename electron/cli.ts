// `odin`: the same engine without a window. Parses the command line, runs one command, tells by exit status how it went.
import { Command, CommanderError, Option } from 'commander';
import { AppError, toAppError } from '../shared/errors.ts';
import { FORWARD_TARGETS, forwardTargetSchema } from '../shared/model/forward.ts';
import { STACK_NAMESPACE } from '../shared/model/stack.ts';
import { runAlerts } from './cli/alerts.ts';
import { APP_VERSION } from './cli/app-version.ts';
import { CONSENT_OPTIONS } from './cli/chosen-release.ts';
import { openConsole } from './cli/console.ts';
import { runContexts } from './cli/contexts.ts';
import { runDiagnostics } from './cli/diagnostics.ts';
import { runDrift } from './cli/drift.ts';
import { EXIT, exitCodeOf } from './cli/exit-code.ts';
import { runForward } from './cli/forward.ts';
import { runHistory, runList } from './cli/history.ts';
import { runImages } from './cli/images.ts';
import { runInstall, runUpgrade } from './cli/install.ts';
import type { GlobalOptions, Invocation } from './cli/invocation.ts';
import { catchDefects, outliveReaders, whereLogged } from './cli/last-resort.ts';
import { runPassword } from './cli/password.ts';
import { runDiff, runPlan } from './cli/plan.ts';
import { runQuery } from './cli/query.ts';
import { runRecover } from './cli/recover.ts';
import { runRender } from './cli/render.ts';
import { runRollback } from './cli/rollback.ts';
import { runSettings } from './cli/settings.ts';
import { runStatus } from './cli/status.ts';
import { runUninstall } from './cli/uninstall.ts';
import { openLog } from './log/log.ts';
import { logPath } from './paths.ts';

const EXIT_STATUS_HELP = `
Exit status:
  0    done, or nothing to do; for status: everything is healthy
  1    a defect in odin
  2    the command, a kubeconfig or a manifest is wrong
  3    no answer from the cluster or a service, or no valid credentials
  4    refused: not allowed, invalid, in conflict, not there, or the plan no longer holds
  5    something is not healthy; for status: or the stack is not installed
  6    diff and drift: there are differences; alerts: something fires
  130  cancelled`;

const SETTINGS_HELP =
  'of the built-in stack, in YAML or JSON (default: those that the installed stack has); see `odin settings --defaults`';

const LOG_FILE = logPath(process.env, process.platform);
const log = openLog({ path: LOG_FILE, program: 'odin', level: process.env.ODIN_LOG_LEVEL });

/** Runs a command line (without the interpreter and script) and gives the exit status. */
async function main(args: readonly string[]): Promise<number> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());

  let status: number = EXIT.ok;
  const program = new Command('odin')
    .description('Installs, watches and opens the ODIN monitoring stack on a Kubernetes cluster.')
    .version(APP_VERSION)
    .option(
      '--context <name>',
      'kubeconfig context: its name, or file#name where names repeat (default: current-context)',
    )
    .option('--kubeconfig <file>', 'this kubeconfig alone')
    .addOption(new Option('--demo', 'the built-in demo cluster').conflicts(['context', 'kubeconfig']))
    .option('--json', 'print one JSON document')
    .addHelpText('after', EXIT_STATUS_HELP)
    .exitOverride();

  // Read off the words themselves: a command line that cannot be parsed has no options yet.
  const isJson = () => args.includes('--json');

  /** Gives a command's function what they all need, and keeps its exit status. */
  const runs =
    <A extends readonly unknown[]>(run: (invocation: Invocation, ...args: A) => Promise<number>) =>
    async (...args: A) => {
      const options = program.opts<GlobalOptions>();
      // The command's name alone: what stands after it may be anybody's.
      const name = program.args[0] ?? '';
      log.info('start', `odin ${name}, ODIN ${APP_VERSION}`, {
        node: process.versions.node,
        platform: process.platform,
      });
      const console = openConsole(options.json === true);
      status = await run({ options, console, signal: controller.signal, log }, ...args);
      if (status !== EXIT.ok) log.info('start', `odin ${name} ends`, { status });
    };

  program.command('status').description('how the cluster and the stack are').action(runs(runStatus));
  program
    .command('alerts')
    .description('what fires, and what to do about it; exit status 6 when something does')
    .action(runs(runAlerts));
  program.command('contexts').description('which clusters can be chosen').action(runs(runContexts));
  const onRelease = (command: Command) =>
    command
      .argument('[name]', 'release (default: the stack)')
      .option(
        '-n, --namespace <namespace>',
        "the release's namespace (default: monitoring for the stack, else the context's)",
      );
  const ofVersion = (command: Command) =>
    command.option('--stack-version <version>', 'of the built-in stack (default: the newest)');
  const wanted = (command: Command) =>
    ofVersion(onRelease(command))
      .option(
        '--from <path>',
        'manifests that the release consists of, instead of the built-in stack: a directory, a file, a pipe, - for standard input; may be given several times',
        (path: string, paths?: readonly string[]) => [...(paths ?? []), path],
      )
      .option('--settings <file>', SETTINGS_HELP);
  const offline = (command: Command) =>
    ofVersion(command).option('--settings <file>', 'of the stack, in YAML or JSON (default: all defaults)');
  const agreeing = (command: Command) =>
    command
      .option(CONSENT_OPTIONS.force, 'take the fields that another manager owns')
      .option(CONSENT_OPTIONS.adopt, 'make objects that belong to no release part of this one')
      .option(CONSENT_OPTIONS.takeOver, 'go on although Helm or another tool left a change pending');
  const changing = (command: Command) =>
    command
      .option('-y, --yes', 'without asking')
      .option('--dry-run', 'the plan alone')
      .option('--diff', 'the plan with the differences');

  agreeing(wanted(program.command('plan')))
    .description('what an install or upgrade would change, object by object; changes nothing')
    .option('--diff', 'with the differences')
    .action(runs(runPlan));
  agreeing(wanted(program.command('diff')))
    .description('the differences alone; exit status 6 when there are some')
    .action(runs(runDiff));
  changing(agreeing(wanted(program.command('install'))))
    .description('apply the stack, or the manifests of a directory, and wait until all is healthy')
    .action(runs(runInstall));
  changing(agreeing(wanted(program.command('upgrade'))))
    .description('the same for a release that is there; goes back by itself when it cannot become healthy')
    .action(runs(runUpgrade));
  changing(agreeing(onRelease(program.command('rollback'))))
    .description('go back to an earlier revision (default: the one that was healthy before)')
    .argument('[revision]')
    .action(runs(runRollback));
  onRelease(program.command('history')).description('the revisions of a release').action(runs(runHistory));
  program.command('list').description("all releases of the cluster, ODIN's and Helm's").action(runs(runList));
  changing(agreeing(onRelease(program.command('drift'))))
    .description('what was changed by hand; exit status 6 when something was')
    .option('--put-back', 'make it again what the release wants')
    .option('--accept', 'make it part of the release')
    .action(runs(runDrift));
  changing(agreeing(onRelease(program.command('recover'))))
    .description('end a change that was interrupted: go back')
    .option('--finish', 'go on instead')
    .action(runs(runRecover));
  changing(agreeing(onRelease(program.command('uninstall'))))
    .description('remove what ODIN created; volumes, their namespace and the password stay')
    .option('--delete-data', 'the volumes, the namespace and the password too')
    .action(runs(runUninstall));
  offline(program.command('render'))
    .description("print the stack's manifests as YAML, without asking a cluster")
    .option('-n, --namespace <namespace>', `in which the stack is to be (default: ${STACK_NAMESPACE})`)
    .action(runs(runRender));
  offline(program.command('images'))
    .description('the container images of the stack, for machines without internet; asks no cluster')
    .option('--all', 'with those of the optional components')
    .action(runs(runImages));
  program
    .command('settings')
    .description('what was chosen for the stack that is installed, as a file for --settings')
    .addOption(new Option('--defaults', 'all defaults instead, each with what it is for').conflicts('schema'))
    .option('--schema', 'the JSON Schema of such files, for editors')
    .action(runs(runSettings));
  program
    .command('forward')
    .description('keep a local address that leads to a service, until Ctrl+C')
    .addArgument(program.createArgument('<service>').choices(FORWARD_TARGETS))
    .action(runs((invocation, service: string) => runForward(invocation, forwardTargetSchema.parse(service))));
  program
    .command('query')
    .description("evaluate PromQL in the cluster's Prometheus")
    .argument('<promql>')
    .action(runs((invocation, promql: string) => runQuery(invocation, promql)));
  program
    .command('diagnostics')
    .description('what somebody who helps needs to know: versions, health, the last log lines; without secrets')
    .action(runs(runDiagnostics));
  program.command('password').description("show Grafana's generated password").action(runs(runPassword));

  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      return isJson() ? fail(new AppError('badInput', error.message.replace(/^error: /, '')), true) : EXIT.usage;
    }
    return fail(error, isJson());
  }
}

/** Says what failed in one sentence on stderr, with the next step where there is one. */
function fail(error: unknown, isJson: boolean): number {
  const { code, message, stack, remedy: known } = toAppError(error);
  // What is said by an AppError was foreseen, such as a demo cluster that cannot start.
  const isDefect = code === 'internal' && !(error instanceof AppError);
  const remedy = known ?? (isDefect ? whereLogged(LOG_FILE) : undefined);
  log[isDefect ? 'error' : 'warn']('command', message, isDefect ? { code, error } : { code });
  if (isJson) process.stdout.write(`${JSON.stringify({ error: { code, message, remedy } }, null, 2)}\n`);
  else process.stderr.write(`odin: ${message}\n${remedy === undefined ? '' : `  ${remedy}\n`}`);
  if (code === 'internal' && process.env.ODIN_DEBUG) process.stderr.write(`${stack ?? ''}\n`);
  return exitCodeOf(code);
}

catchDefects(log, LOG_FILE);
outliveReaders([process.stdout, process.stderr]);
process.exitCode = await main(process.argv.slice(2));
