// The width of text on a terminal, in cells: of what is shown, so after `visible`.

const ASCII = /^[\x20-\x7e]*$/;
const NO_CELL = /^[\p{M}\u200d]/u;
/** What East Asian terminals and those with emoji give two cells. Source: https://www.unicode.org/reports/tr11/ */
const TWO_CELLS =
  /^[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18fff}\u{1aff0}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many cells it takes, or a few more. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** As much of its beginning as the cells have room for. */
export function cutToWidth(text: string, cells: number): string {
  let length = 0;
  let left = cells;
  for (const character of text) {
    left -= cellsOf(character);
    if (left < 0) break;
    length += character.length;
  }
  return text.slice(0, length);
}

function cellsOf(character: string): number {
  if (NO_CELL.test(character)) return 0;
  return TWO_CELLS.test(character) ? 2 : 1;
}
