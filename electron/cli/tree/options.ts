// Options that several verbs share.
import type { Command } from 'commander';
import { CONSENT_OPTIONS } from '../consent-options.ts';

const SETTINGS =
  'of the built-in stack, in YAML or JSON (default: those that the installed stack has); see `odin settings --defaults`';

/** About one release. */
export function onRelease(command: Command): Command {
  return command
    .argument('[name]', 'release (default: the stack)')
    .option(
      '-n, --namespace <namespace>',
      "the release's namespace (default: monitoring for the stack, else the context's)",
    );
}

function ofVersion(command: Command): Command {
  return command.option('--stack-version <version>', 'of the built-in stack (default: the newest)');
}

/** What a release is to become. */
export function wanted(command: Command): Command {
  return ofVersion(onRelease(command))
    .option(
      '--from <path>',
      'manifests that the release consists of, instead of the built-in stack: a directory, a file, a pipe, - for standard input; may be given several times',
      (path: string, paths?: readonly string[]) => [...(paths ?? []), path],
    )
    .option('--settings <file>', SETTINGS);
}

/** The stack as it would be, without a cluster. */
export function offline(command: Command): Command {
  return ofVersion(command).option('--settings <file>', 'of the stack, in YAML or JSON (default: all defaults)');
}

/** What a person agrees to beyond the plan. */
export function agreeing(command: Command): Command {
  return command
    .option(CONSENT_OPTIONS.force, 'take the fields that another manager owns')
    .option(CONSENT_OPTIONS.adopt, 'make objects that belong to no release part of this one')
    .option(CONSENT_OPTIONS.takeOver, 'go on although Helm or another tool left a change pending');
}

/** How a plan is shown. */
export function showing(command: Command): Command {
  return command.option('--diff', 'the plan with the differences').option('--all', 'with what does not change');
}

/** For verbs that change a release. */
export function changing(command: Command): Command {
  return showing(agreeing(command).option('-y, --yes', 'without asking').option('--dry-run', 'the plan alone'));
}
