// Colours and weights of a line as ranges in its text: SGR codes are taken out, every other control code becomes a thing to read.
// Source: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ (8.3.117)
import { visibleLines } from '../../shared/visible.ts';

/** From and to (exclusive) in the text, and the codes in force. */
type Style = [from: number, to: number, codes: string];

/** Text that is safe to show, and how it is to look. */
export interface StyledText {
  readonly text: string;
  readonly styles: readonly Style[];
}

/** A line of any program has a few; one of thousands would be slower to draw than to read. */
const MOST_STYLES = 256;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the code that begins a sequence is what is looked for
const SGR = /\u001b\[([\d;:]{0,64})m/g;

/** Which codes take one another's place, and which end them: bold and faint share 22, the rest are a row each. */
const WEIGHTS: ReadonlyMap<number, readonly number[]> = new Map([
  [22, [1, 2]],
  [23, [3]],
  [24, [4]],
  [27, [7]],
  [29, [9]],
]);

/** Offsets are in UTF-16 units of `text`. A line begins without colours, whatever the one before it left. */
export function parseStyles(line: string): StyledText {
  // Most lines have none, and tens of thousands are read at once.
  if (!line.includes('\u001b[')) return { text: visibleLines(line), styles: [] };
  const pen = new Pen();
  const styles: Style[] = [];
  let text = '';
  let from = 0;
  const write = (piece: string) => {
    if (piece === '') return;
    const start = text.length;
    text += visibleLines(piece);
    const { codes } = pen;
    if (codes !== '') styles.push([start, text.length, codes]);
  };
  for (const match of line.matchAll(SGR)) {
    write(line.slice(from, match.index));
    pen.take(match[1] ?? '');
    from = match.index + match[0].length;
    if (styles.length === MOST_STYLES) break;
  }
  const rest = line.slice(from);
  if (styles.length < MOST_STYLES) write(rest);
  else text += visibleLines(rest.replace(SGR, ''));
  // Marks that act only together, with a code between them: the offsets would be of another text.
  const harmless = visibleLines(text);
  return { text: harmless, styles: harmless === text ? styles : [] };
}

/** The codes in force. */
class Pen {
  readonly #weights = new Set<number>();
  #foreground = '';
  #background = '';

  get codes(): string {
    return [...this.#weights, this.#foreground, this.#background].filter((code) => code !== '').join(';');
  }

  take(parameters: string): void {
    const codes = parameters.split(/[;:]/).map(Number);
    for (let at = 0; at < codes.length; at += 1) {
      const code = codes[at] ?? 0;
      if (code === 38 || code === 48) {
        const length = codes[at + 1] === 5 ? 3 : codes[at + 1] === 2 ? 5 : 1;
        const colour = codes.slice(at, at + length);
        if (length > 1 && colour.length === length) this.#colour(code === 38, colour.join(';'));
        at += length - 1;
      } else this.#set(code);
    }
  }

  #set(code: number): void {
    if (code === 0) {
      this.#weights.clear();
      this.#colour(true, '');
      this.#colour(false, '');
    } else if ([1, 2, 3, 4, 7, 9].includes(code)) this.#weights.add(code);
    else if (WEIGHTS.has(code)) for (const weight of WEIGHTS.get(code) ?? []) this.#weights.delete(weight);
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) this.#colour(true, String(code));
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) this.#colour(false, String(code));
    else if (code === 39 || code === 49) this.#colour(code === 39, '');
  }

  #colour(isForeground: boolean, codes: string): void {
    if (isForeground) this.#foreground = codes;
    else this.#background = codes;
  }
}
