// Examples below the help of a verb.
import type { Command } from 'commander';

/** A command line without `odin`, and what it is for. */
type Example = readonly [line: string, what: string];

/** Adds them to its help. Gives the command. */
export function withExamples(command: Command, ...examples: readonly Example[]): Command {
  const widest = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  odin ${line.padEnd(widest)}   # ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
