// Prints on stderr what a person who started ODIN in a terminal may want to know of a fault; what acts on a terminal is shown.
import { inspect } from 'node:util';
import { visibleLines } from '../../shared/visible.ts';

/** A sentence, or an error with its stack. Never throws: nobody may be there any more. */
export function printFault(fault: unknown): void {
  try {
    process.stderr.write(`${visibleLines(typeof fault === 'string' ? fault : inspect(fault))}\n`);
  } catch {
    // Nobody is left to be told.
  }
}
