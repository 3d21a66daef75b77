// The console of `odin`: results to stdout, all else to stderr; live lines on a terminal, plain ones when piped.
import { createInterface } from 'node:readline/promises';
import { AppError } from '../../shared/errors.ts';
import { visible } from '../../shared/visible.ts';
import { type DocumentPrinter, JSON_PRINTER, YAML_PRINTER } from './document-printer.ts';
import { columnsOf, printDocument, printLines, Redrawn } from './door.ts';
import type { OutputFormat } from './output-format.ts';
import { type Block, layOut } from './table.ts';
import type { Line } from './tone.ts';

/** The terminal as commands see it. Whatever text a command hands over is shown, and acts on nothing. */
export interface Console {
  /** Whether stdout is a document for programs and nothing else. */
  readonly isForPrograms: boolean;
  /** Whether a person sees lines come and go on stdout. */
  readonly isLive: boolean;
  /** One result: `value` as a document for programs, else `blocks`. A line end inside of a line is shown as `\n`. */
  result(value: unknown, blocks: readonly Block[]): void;
  /** A result that takes the place of the one before it, where stdout is live; else one after the other. */
  update(value: unknown, blocks: readonly Block[]): void;
  /** One of many results, as it comes. */
  item(value: unknown, line: Line): void;
  /** The same as `result` for a document that programs read anyway: YAML, JSON. Its writer has put what acts in quotes. */
  document(value: unknown, text: string): void;
  /** A line for a person; silent where stdout is for programs. */
  say(line: Line): void;
  /** A line on stderr that must be seen whatever is printed, for programs too. */
  tell(line: string): void;
  /** Lines that replace the ones before them on a terminal; see {@link Console.say} for anything that must stay. */
  progress(lines: readonly Line[]): void;
  /** Asks yes or no. Without a terminal it throws `badInput` that names --yes. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
}

const PRINTERS: Readonly<Record<OutputFormat, DocumentPrinter | undefined>> = {
  text: undefined,
  wide: undefined,
  json: JSON_PRINTER,
  yaml: YAML_PRINTER,
};

/** A console on this process' streams. */
export function openConsole(format: OutputFormat): Console {
  const isCapable = process.env.TERM !== 'dumb';
  const isTerminal = process.stderr.isTTY === true && isCapable;
  const printer = PRINTERS[format];
  const isLive = printer === undefined && process.stdout.isTTY === true && isCapable;
  const redrawn = new Redrawn('stderr');
  const updated = new Redrawn('stdout');
  const clear = () => {
    redrawn.clear();
    updated.clear();
  };
  const linesOf = (blocks: readonly Block[]) =>
    layOut(blocks, { columns: columnsOf('stdout'), isWide: format === 'wide' });
  return {
    isForPrograms: printer !== undefined,
    isLive,
    result(value, blocks) {
      clear();
      if (printer !== undefined) printer.result(value);
      else printLines('stdout', linesOf(blocks));
    },
    update(value, blocks) {
      redrawn.clear();
      if (printer !== undefined) printer.item(value);
      else if (isLive) updated.draw(linesOf(blocks));
      else printLines('stdout', linesOf(blocks));
    },
    item(value, line) {
      clear();
      if (printer !== undefined) printer.item(value);
      else printLines('stdout', [line]);
    },
    document(value, text) {
      clear();
      if (printer !== undefined) printer.file(value);
      else printDocument(text);
    },
    say(line) {
      clear();
      if (printer === undefined) printLines('stderr', [line]);
    },
    tell(line) {
      clear();
      printLines('stderr', [line]);
    },
    progress(lines) {
      if (printer === undefined && isTerminal) redrawn.draw(lines);
    },
    async confirm(question, signal) {
      // Where it is for programs the plan has not been printed, so there is nothing to agree to.
      if (process.stdin.isTTY !== true || printer !== undefined) {
        const where =
          printer === undefined ? 'there is no terminal to ask on' : `with -o ${format} it cannot be asked about`;
        throw new AppError('badInput', `This changes the cluster, and ${where}: add --yes.`);
      }
      const reader = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await reader.question(`${visible(question)} [y/N] `, { signal })).trim());
      } finally {
        reader.close();
      }
    },
  };
}
