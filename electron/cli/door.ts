// The door of `odin` to its terminal: all that it prints goes through here, and nothing of it acts but what is added here.
import { visible, visibleJson, visibleLines } from '../../shared/visible.ts';
import { isColoured, type Line, painted, plain, type Span } from './tone.ts';
import { cutToWidth, widthOf } from './width.ts';

/** Where results go, and all else. */
export type Way = 'stdout' | 'stderr';

/** Prints lines, each as one line: a line end inside of it is shown. Tones are colours where the reader has them. */
export function printLines(way: Way, lines: readonly Line[]): void {
  const isInColour = isColoured(process[way], process.env);
  const shown = (span: Span) => {
    const text = visible(plain(span));
    return isInColour && typeof span !== 'string' ? painted(span.tone, text) : text;
  };
  process[way].write(lines.map((line) => `${spansOf(line).map(shown).join('')}\n`).join(''));
}

/** Prints a document of many lines, such as YAML whose writer has put in quotes what acts; what acts nevertheless is shown. */
export function printDocument(text: string): void {
  process.stdout.write(`${visibleLines(text).replace(/\n*$/, '')}\n`);
}

/** Prints a value as JSON of the same meaning, in which what acts stands by its number. `isOneLine`: it is one of many. */
export function printJson(value: unknown, isOneLine = false): void {
  process.stdout.write(`${visibleJson(JSON.stringify(value, null, isOneLine ? 0 : 2))}\n`);
}

/** The columns of the terminal there; undefined for a pipe, which has no end. */
export function columnsOf(way: Way): number | undefined {
  const { isTTY, columns } = process[way];
  return isTTY === true && columns > 0 ? columns : undefined;
}

/** Lines that replace each other, as far as a terminal has room for them. */
export class Redrawn {
  readonly #way: Way;
  #drawn = 0;

  constructor(way: Way) {
    this.#way = way;
  }

  /** Takes away what stands there. */
  clear(): void {
    if (this.#drawn > 0) process[this.#way].write(`\x1b[${this.#drawn}A\x1b[0J`);
    this.#drawn = 0;
  }

  draw(lines: readonly Line[]): void {
    this.clear();
    const { columns, rows } = process[this.#way];
    const shown = lines.slice(0, Math.max(1, (rows || 24) - 1)).map((line) => cutLine(line, (columns || 80) - 1));
    printLines(this.#way, shown);
    this.#drawn = shown.length;
  }
}

/** As much of its beginning as the cells have room for. */
function cutLine(line: Line, cells: number): Line {
  let left = cells;
  return spansOf(line).map((span) => {
    const text = cutToWidth(visible(plain(span)), left);
    left -= widthOf(text);
    return typeof span === 'string' ? text : { ...span, text };
  });
}

function spansOf(line: Line): readonly Span[] {
  return typeof line === 'string' ? [line] : line;
}
