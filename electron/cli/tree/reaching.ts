// The verbs that reach into the cluster: open a page, keep an address, show a password.
import type { Command } from 'commander';
import type { ForwardTarget } from '../../../shared/model/forward.ts';
import { withExamples } from '../facts/examples.ts';
import { LINKS } from '../facts/links.ts';
import type { Runs } from './runs.ts';

/** What can be opened; a list of its own, for the model's would bring its validator to every start. */
const PAGES: readonly ForwardTarget[] = ['grafana', 'prometheus'];

function linkLines(): string {
  return LINKS.map(([link, what]) => `  ${link}\n      ${what}`).join('\n');
}

/** Adds them. */
export function addReachingVerbs(program: Command, runs: Runs): void {
  withExamples(
    program
      .command('open')
      .description("Grafana or Prometheus in the system's browser, for as long as it runs")
      .addArgument(program.createArgument('<page>', 'which of them').choices(PAGES))
      .argument('[dashboard]', 'uid of a dashboard of Grafana'),
    ['open grafana', 'you are logged in'],
    ['open grafana gpu', 'at the charts of the GPUs'],
  )
    .addHelpText('after', `\nLinks into the window, from elsewhere:\n${linkLines()}`)
    .action(
      runs(async () => {
        const { runOpen } = await import('../open.ts');
        return (invocation, page: ForwardTarget, dashboard?: string) => runOpen(invocation, page, dashboard);
      }),
    );

  withExamples(
    program
      .command('forward')
      .description('keep a local address that leads to a service, until Ctrl+C')
      .argument('<service>', 'grafana and prometheus have addresses of their own; any other Service, with its port')
      .argument('[ports]', 'PORT, or LOCAL:PORT for another port of this machine')
      .option('-n, --namespace <namespace>', "the Service's (default: monitoring)"),
    ['forward grafana', 'and a link that lets one browser in'],
    ['forward web 8080:80 -n shop', 'a Service of your own'],
  ).action(
    runs(async () => {
      const { runForward } = await import('../forward.ts');
      return runForward;
    }),
  );

  withExamples(
    program
      .command('restart')
      .description('new pods for a part of the stack, or any workload; says first what that means, and asks')
      .argument('<target>', 'grafana, deploy/NAME, pod/NAME …')
      .option('-n, --namespace <namespace>', "the target's (default: monitoring)")
      .option('-y, --yes', 'without asking')
      .option('--dry-run', 'only what it would mean'),
    ['restart grafana', 'says for how long it is away'],
    ['restart ds/node-exporter --yes', 'for a script'],
  ).action(runs(async () => (await import('../restart.ts')).runRestart));

  withExamples(
    program.command('password').description("show Grafana's generated password"),
    ['password', 'the user, and below it the password'],
    ['password --json', 'for a script'],
  ).action(runs(async () => (await import('../password.ts')).runPassword));
}
