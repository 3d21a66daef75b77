// Text that fits: cut with a mark, or wrapped at words. Widths are cells of a terminal, of text that is `visible`.
import { cutToWidth, widthOf } from './width.ts';

/** As much as has room, with "…" in place of the rest. */
export function cutToFit(text: string, cells: number): string {
  return widthOf(text) <= cells ? text : `${cutToWidth(text, Math.max(0, cells - 1))}…`;
}

/** Lines of at most so many cells, broken between words; a word that is longer is broken in itself. At least one line. */
export function wrapWords(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= cells) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line) > cells) {
      // A letter of two cells stands in a column of one too.
      const part = cutToWidth(line, cells) || String.fromCodePoint(line.codePointAt(0) ?? 0x20);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, line];
}

/** Cells between two columns. */
export const GAP = 3;

/** A column of names is cut to no less, and a column of words wrapped to no less. */
const LEAST = 8;
const LEAST_WORDS = 24;

/**
 * Widths for columns that are to share a terminal's: the last one, which is wrapped, gives way first, then the widest of the
 * others, cell by cell. More than there is room for only where that is less than columns can be read in.
 */
export function shareWidth(natural: readonly number[], cells: number): number[] {
  const widths = [...natural];
  const last = widths.length - 1;
  const excess = () => widths.reduce((sum, width) => sum + width, GAP * last) - cells;
  if (excess() <= 0) return widths;
  const words = widths[last] ?? 0;
  widths[last] = Math.max(Math.min(words, LEAST_WORDS), words - excess());
  const others = () => widths.slice(0, last);
  for (let left = excess(); left > 0; left--) {
    const widest = Math.max(0, ...others());
    if (widest <= LEAST) break;
    widths[others().indexOf(widest)] = widest - 1;
  }
  return widths;
}
