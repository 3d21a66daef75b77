// The console of `odin`: results to stdout, all else to stderr; live lines on a terminal, plain ones when piped.
import { createInterface } from 'node:readline/promises';
import { AppError } from '../../shared/errors.ts';

/** The terminal as commands see it. */
export interface Console {
  /** Whether stdout is one JSON document and nothing else. */
  readonly isJson: boolean;
  /** One result: `value` as JSON with --json, else `text`. */
  result(value: unknown, text: string): void;
  /** A line for a person; silent with --json. */
  say(line: string): void;
  /** A line on stderr that must be seen whatever is printed, with --json too. */
  tell(line: string): void;
  /** Lines that replace the ones before them on a terminal; see {@link Console.say} for anything that must stay. */
  progress(lines: readonly string[]): void;
  /** Asks yes or no. Without a terminal it throws `badInput` that names --yes. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
}

/** A console on this process' streams. */
export function openConsole(isJson: boolean): Console {
  const isTerminal = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  let drawn = 0;
  const clear = () => {
    if (drawn > 0) process.stderr.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  return {
    isJson,
    result(value, text) {
      clear();
      process.stdout.write(`${isJson ? JSON.stringify(value, null, 2) : text}\n`);
    },
    say(line) {
      clear();
      if (!isJson) process.stderr.write(`${line}\n`);
    },
    tell(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress(lines) {
      if (isJson || !isTerminal) return;
      clear();
      const width = process.stderr.columns || 80;
      const shown = lines
        .slice(0, Math.max(1, (process.stderr.rows || 24) - 1))
        .map((line) => line.slice(0, width - 1));
      process.stderr.write(shown.map((line) => `${line}\n`).join(''));
      drawn = shown.length;
    },
    async confirm(question, signal) {
      // With --json the plan has not been printed, so there is nothing to agree to.
      if (process.stdin.isTTY !== true || isJson) {
        const where = isJson ? 'with --json it cannot be asked about' : 'there is no terminal to ask on';
        throw new AppError('badInput', `This changes the cluster, and ${where}: add --yes.`);
      }
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `, { signal })).trim());
      } finally {
        reader.close();
      }
    },
  };
}
