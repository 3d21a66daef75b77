// The verbs that look: at the stack, its alerts, its GPUs, and whatever else there is.
import type { Command } from 'commander';
import { withExamples } from '../facts/examples.ts';
import type { Runs } from './runs.ts';

/** Adds them. */
export function addLookingVerbs(program: Command, runs: Runs): void {
  withExamples(
    program
      .command('status')
      .description('how the cluster and the stack are')
      .option('-w, --watch', 'again with each change, until Ctrl+C'),
    ['status --watch', 'in place on a terminal'],
    ['status --json', 'for a script, which also has the exit status'],
  ).action(runs(async () => (await import('../status.ts')).runStatus));

  withExamples(
    program.command('alerts').description('what fires, and what to do about it; exit status 6 when something does'),
    ['alerts', 'the most urgent first'],
    ['alerts -o wide', 'with nothing cut'],
  ).action(runs(async () => (await import('../alerts.ts')).runAlerts));

  withExamples(
    program.command('gpu').description('how each GPU is, what it does now, and who uses it'),
    ['gpu', 'a line for each GPU, then who uses them'],
    ['gpu --json', 'the numbers, in the units of the metrics'],
  ).action(runs(async () => (await import('../gpu.ts')).runGpu));

  withExamples(
    program
      .command('doctor')
      .description('what is broken between the GPU and its charts, link by link, with evidence and a fix'),
    ['doctor', 'wakes no GPU'],
    ['doctor --context lab', 'of another cluster'],
  ).action(runs(async () => (await import('../doctor.ts')).runDoctor));

  withExamples(
    program
      .command('events')
      .description('what Kubernetes reported lately, of the stack or of one object')
      .argument('[target]', 'grafana, pod/NAME, node/NAME … (default: everything in the namespace)')
      .option('-n, --namespace <namespace>', 'in which it is (default: monitoring)'),
    ['events grafana', 'of its pods too'],
    ['events node/blade -o wide', 'with who said so'],
  ).action(runs(async () => (await import('../events.ts')).runEvents));

  withExamples(
    program
      .command('logs')
      .description(
        'what containers say, merged by time: of all the stack, a part of it, a pod or a workload, as far back as it is kept',
      )
      .argument('[target]', 'grafana, pod/NAME, deploy/NAME … (default: all of the stack)')
      .option('-f, --follow', 'go on, through restarts and pods that are replaced')
      .option('-p, --previous', 'of the run before this one')
      .option('-c, --container <container>', 'one container (default: each that is no init container)')
      .option('--since <span>', 'no older than 90s, 10m, 2h, 3d …')
      .option('--from <time>', 'from then on: RFC 3339, "2026-11-30 14:05", 14:05, or 3d for three days ago')
      .option('--to <time>', 'up to then, written in the same ways')
      .option('--tail <lines>', 'how many lines of the past (default: 200; all with --since or --from)')
      .option('--times', 'with the time of each line')
      .option('-n, --namespace <namespace>', "the target's (default: monitoring)"),
    ['logs grafana -f', 'and what is still to come'],
    ['logs grafana --since 3d', 'of its pods that are gone too, where the stack keeps logs'],
    ['logs --from "2026-11-30 14:00" --to "2026-11-30 14:30" --times', 'what all of the stack said in that half hour'],
    ['logs pod/grafana-0 -p --tail 50', 'the last words before it crashed'],
  ).action(runs(async () => (await import('../logs.ts')).runLogs));

  withExamples(
    program
      .command('top')
      .description('what pods and volumes use now')
      .option('-n, --namespace <namespace>', 'of one namespace (default: monitoring)')
      .option('-A, --all-namespaces', 'of all of them'),
    ['top', 'of the stack, who uses most first'],
    ['top -A --json', 'of everything, in cores and bytes'],
  ).action(runs(async () => (await import('../top.ts')).runTop));

  withExamples(
    program.command('version').description('of odin, of the stack, of the cluster').option('--client', 'of odin alone'),
    ['version', 'and whether there is a newer stack'],
    ['version --client', 'asks no cluster'],
  ).action(runs(async () => (await import('../version.ts')).runVersion));

  withExamples(
    program.command('query').description("evaluate PromQL in the cluster's Prometheus").argument('<promql>'),
    ['query up', 'who is scraped'],
    ["query 'nvidia_smi_power_draw_watts'", 'the power of each GPU'],
  ).action(
    runs(async () => {
      const { runQuery } = await import('../query.ts');
      return (invocation, promql: string) => runQuery(invocation, promql);
    }),
  );

  withExamples(
    program
      .command('contexts')
      .description('which clusters can be chosen')
      .option('--names', 'what --context takes, one a line'),
    ['contexts', 'the current one has a star'],
    ['contexts --kubeconfig lab.yaml', 'of one file'],
  ).action(runs(async () => (await import('../contexts.ts')).runContexts));

  withExamples(
    program
      .command('diagnostics')
      .description('what somebody who helps needs to know: versions, health, the last log lines; without secrets')
      .option('--file <file>', 'into a new zip archive, with more of the log, the events and what the doctor sees')
      .option('--dry-run', 'with --file: only what would be in it'),
    ['diagnostics', 'to read before it is sent'],
    ['diagnostics > odin.txt', 'to send'],
    ['diagnostics --file odin.zip --dry-run', 'what an archive would hold'],
  ).action(runs(async () => (await import('../diagnostics.ts')).runDiagnostics));
}
