// The command line of `odin` as a tree: its verbs, their options and their help. A verb's own code is loaded when it is run.
import { Command, Option } from 'commander';
import { APP_VERSION } from '../app-version.ts';
import { printDocument, printLines } from '../door.ts';
import { EXIT_MEANINGS } from '../exit-code.ts';
import { OUTPUT_CHOICES } from '../output-format.ts';
import { addChangingVerbs } from './changing.ts';
import { addLookingVerbs } from './looking.ts';
import { addOfflineVerbs } from './offline.ts';
import { addReachingVerbs } from './reaching.ts';
import type { Runs } from './runs.ts';

const EXIT_STATUSES = EXIT_MEANINGS.map(([status, meaning]) => `  ${String(status).padEnd(4)} ${meaning}`).join('\n');

/** The whole tree. It prints help and complaints through the door, and throws commander's errors instead of ending the process. */
export function buildProgram(runs: Runs): Command {
  const program = new Command('odin')
    .description('Installs, watches and opens the ODIN monitoring stack on a Kubernetes cluster.')
    .version(APP_VERSION)
    .option(
      '--context <name>',
      'kubeconfig context: its name, or file#name where names repeat (default: current-context)',
    )
    .option('--kubeconfig <file>', 'this kubeconfig alone')
    .addOption(new Option('--demo', 'the built-in demo cluster').conflicts(['context', 'kubeconfig']))
    .addOption(
      new Option('-o, --output <format>', 'a document for programs, or tables with all columns, uncut').choices(
        OUTPUT_CHOICES,
      ),
    )
    .addOption(new Option('--json', 'the same as -o json').conflicts('output'))
    .addHelpText('after', `\nExit status:\n${EXIT_STATUSES}`)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: printDocument,
      writeErr: (text) => printLines('stderr', text.trimEnd().split('\n')),
      outputError: (text) => printLines('stderr', usageLines(text)),
    })
    .exitOverride();
  addLookingVerbs(program, runs);
  addReachingVerbs(program, runs);
  addChangingVerbs(program, runs);
  addOfflineVerbs(program, runs);
  return program;
}

/** Commander's sentence, which repeats what was typed, and its hint below it, which does not. */
function usageLines(text: string): readonly string[] {
  const [, sentence = '', hint] = /^(.*?)(?:\n(\(Did you mean [^\n]*\)))?\n*$/s.exec(text) ?? [];
  return hint === undefined ? [sentence] : [sentence, hint];
}
