// `odin manual`: its own manual page, made from the command line itself. Asks no cluster.
import type { Command } from 'commander';
import { APP_VERSION } from './app-version.ts';
import { EXIT, EXIT_MEANINGS } from './exit-code.ts';
import { factsOf } from './facts/facts.ts';
import type { Invocation } from './invocation.ts';
import { manualPage } from './manual/page.ts';

export async function runManual({ console }: Invocation, program: Command): Promise<number> {
  const page = manualPage(factsOf(program), APP_VERSION, EXIT_MEANINGS);
  console.document({ page }, page);
  return EXIT.ok;
}
