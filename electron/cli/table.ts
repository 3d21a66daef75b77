// Text in columns, as kubectl prints it: as long as it is in a pipe, within the terminal's width on a terminal.
import { visible } from '../../shared/visible.ts';
import { cutToFit, GAP, shareWidth, wrapWords } from './fit.ts';
import { type Line, plain, type Span } from './tone.ts';
import { widthOf } from './width.ts';

/** A longer cell moves what is behind it in its own row, rather than all other rows apart. */
const WIDEST = 120;

/** Rows under a heading. The last column holds what is read as words: on a terminal it is wrapped, and the others are cut. */
export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly Span[])[];
  /** Columns, by their heading, that are there with `-o wide` alone. */
  readonly wideOnly?: readonly string[];
}

/** What a command prints: lines, and tables that are laid out when it is known for whom. */
export type Block = Line | Table;

/** How wide it may get. */
export interface Room {
  /** Default: no limit. */
  readonly columns?: number | undefined;
  readonly isWide?: boolean;
}

/** All blocks as lines. */
export function layOut(blocks: readonly Block[], room: Room = {}): Line[] {
  return blocks.flatMap((block) =>
    typeof block === 'object' && 'heading' in block ? formatTable(block, room) : [block],
  );
}

/**
 * Lines: each column as wide as its longest cell, three spaces between; the last one is not padded. A cell is shown, so that no
 * line end in it makes a row.
 */
export function formatTable(table: Table, { columns, isWide = false }: Room = {}): Line[] {
  const shown = table.heading.flatMap((title, index) =>
    !isWide && table.wideOnly?.includes(title) === true ? [] : [index],
  );
  const all = [table.heading, ...table.rows].map((row) => shown.map((index) => cellOf(row[index] ?? '')));
  // Not by `Math.max(...)`: a call takes some 100,000 arguments at most.
  const natural = shown.map((_, at) =>
    all.reduce((most, row) => Math.min(WIDEST, Math.max(most, row[at]?.width ?? 0)), 0),
  );
  if (columns === undefined || isWide) return all.map((row) => lineOf(row, natural));
  const widths = shareWidth(natural, columns);
  return all.flatMap((row) => fittedLines(row, widths));
}

interface Cell {
  readonly span: Span;
  readonly width: number;
}

function cellOf(span: Span): Cell {
  const text = visible(plain(span));
  return { span: typeof span === 'string' ? text : { ...span, text }, width: widthOf(text) };
}

/** The row cut to its columns; below it what its last column has more. */
function fittedLines(row: readonly Cell[], widths: readonly number[]): Line[] {
  const last = row.length - 1;
  const cut = row.map(({ span }, at) => (at === last ? span : withText(span, cutToFit(plain(span), widths[at] ?? 0))));
  const [words = '', ...more] = wrapWords(plain(row[last]?.span ?? ''), Math.max(1, widths[last] ?? 1));
  const under = ' '.repeat(widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0));
  const spanOf = (text: string) => withText(row[last]?.span ?? '', text);
  return [
    lineOf([...cut.slice(0, last), spanOf(words)].map(cellOf), widths),
    ...more.map((text) => joined([under, spanOf(text)])),
  ];
}

function withText(span: Span, text: string): Span {
  return typeof span === 'string' ? text : { ...span, text };
}

function lineOf(cells: readonly Cell[], widths: readonly number[]): Line {
  const end = cells.findLastIndex(({ width }) => width > 0);
  const spans = cells.slice(0, end + 1).flatMap(({ span, width }, at) => {
    const isLast = at === end;
    return isLast ? [span] : [span, ' '.repeat(Math.max(0, (widths[at] ?? 0) - width) + GAP)];
  });
  return joined(spans);
}

/** A text where nothing of it is toned. */
function joined(spans: readonly Span[]): Line {
  return spans.every((span) => typeof span === 'string') ? spans.join('').trimEnd() : spans;
}
