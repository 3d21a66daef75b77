// `odin completion`: a script for a shell, made from the command line itself. Asks no cluster.
import type { Command } from 'commander';
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import { zshCompletion } from './completion/zsh.ts';
import { EXIT } from './exit-code.ts';
import { factsOf, type ProgramFacts } from './facts/facts.ts';
import type { Invocation } from './invocation.ts';

const WRITERS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  string,
  (facts: ProgramFacts) => string
>;

export type Shell = keyof typeof WRITERS;

export async function runCompletion({ console }: Invocation, program: Command, shell: Shell): Promise<number> {
  const script = WRITERS[shell](factsOf(program));
  console.document({ shell, script }, script);
  return EXIT.ok;
}
