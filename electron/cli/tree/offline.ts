// The verbs that ask no cluster, or only for what was chosen.
import { type Command, Option } from 'commander';
import type { Shell } from '../completion.ts';
import { withExamples } from '../facts/examples.ts';
import { offline } from './options.ts';
import type { Runs } from './runs.ts';

/** Adds them. */
export function addOfflineVerbs(program: Command, runs: Runs): void {
  withExamples(
    offline(program.command('render'))
      .description("print the stack's manifests as YAML, without asking a cluster")
      .option('-n, --namespace <namespace>', 'in which the stack is to be (default: monitoring)'),
    ['render | kubectl apply -f -', 'without ODIN in the cluster'],
    ['render --stack-version 1.0.0 > stack.yaml', 'an older version, into a file'],
  ).action(runs(async () => (await import('../render.ts')).runRender));

  withExamples(
    offline(program.command('images'))
      .description('the container images of the stack, for machines without internet; asks no cluster')
      .option('--all', 'with those of the optional components'),
    ['images --all', 'whatever may be turned on'],
    ['images --settings my.yaml', 'those that these settings need'],
  ).action(runs(async () => (await import('../images.ts')).runImages));

  withExamples(
    program
      .command('settings')
      .description('what was chosen for the stack that is installed, as a file for --settings')
      .addOption(new Option('--defaults', 'all defaults instead, each with what it is for').conflicts('schema'))
      .option('--schema', 'the JSON Schema of such files, for editors'),
    ['settings --defaults > my.yaml', 'a file to begin with'],
    ['settings', 'what is in force'],
  ).action(runs(async () => (await import('../settings.ts')).runSettings));

  withExamples(
    program
      .command('host')
      .description('whether K3s can be installed on this machine, and how; asks no cluster and changes nothing')
      .addArgument(
        program
          .createArgument('[what]', 'its checks, or the install line by line')
          .choices(['check', 'plan'])
          .default('check'),
      ),
    ['host', 'what stands in the way, and what mends it'],
    ['host plan', 'lines for a terminal, and all that they change'],
  ).action(runs(async () => (await import('../host.ts')).runHost));

  withExamples(
    program
      .command('completion')
      .description('a script that lets a shell complete verbs, options and contexts')
      .addArgument(program.createArgument('<shell>').choices(['bash', 'zsh', 'fish'])),
    ['completion bash > ~/.local/share/bash-completion/completions/odin', 'for bash'],
    ['completion fish > ~/.config/fish/completions/odin.fish', 'for fish'],
  ).action(
    runs(async () => {
      const { runCompletion } = await import('../completion.ts');
      return (invocation, shell: Shell) => runCompletion(invocation, program, shell);
    }),
  );

  withExamples(
    program.command('manual').description('this command line as a manual page, which packages of Linux install'),
    ['manual | man -l -', 'to read it where it is not installed'],
    ['manual > ~/.local/share/man/man1/odin.1', 'for `man odin`'],
  ).action(
    runs(async () => {
      const { runManual } = await import('../manual.ts');
      return (invocation) => runManual(invocation, program);
    }),
  );
}
