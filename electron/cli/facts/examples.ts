// Examples of the verbs: below their help, and for whoever writes of them elsewhere.
import type { Command } from 'commander';

/** A command line without `odin`, and what it is for. */
export type Example = readonly [line: string, what: string];

// Commander keeps what is added to a help as functions that print it.
const EXAMPLES = new WeakMap<Command, readonly Example[]>();

/** Adds them to its help. Gives the command. */
export function withExamples(command: Command, ...examples: readonly Example[]): Command {
  EXAMPLES.set(command, examples);
  const widest = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  odin ${line.padEnd(widest)}   # ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** Those that were added; none where none were. */
export function examplesOf(command: Command): readonly Example[] {
  return EXAMPLES.get(command) ?? [];
}
