// The pseudo-locale: English that a reader still understands, with accents that no data has and 40 % longer, as German or Finnish is.

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀćđéƒǵĥíĵķĺɱńóþɋŕśťúʋẃхýžÁƁĆĐÉƑǴĤÍĴĶĹḾŃÓÞɊŔŚŤÚɅẂХÝŽ';
const OF_PLAIN = new Map([...PLAIN].map((letter, index) => [letter, [...ACCENTED][index] ?? letter]));
/** Stands for the words that another language needs more. */
const FILLER = '~';
const LONGER = 0.4;

/** One text of the catalogue, as the pseudo-locale has it. */
export function pseudo(text: string): string {
  const letters = [...text].filter((each) => OF_PLAIN.has(each)).length;
  if (letters === 0) return text;
  return [...text].map((each) => OF_PLAIN.get(each) ?? each).join('') + FILLER.repeat(Math.ceil(letters * LONGER));
}

/** All texts of a part of the catalogue, in place; what is computed by a function is so when it is asked for. */
export function pseudoIn(texts: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(texts)) texts[key] = pseudoOf(value);
}

function pseudoOf(value: unknown): unknown {
  if (typeof value === 'string') return pseudo(value);
  if (typeof value === 'function')
    return (...given: unknown[]) => pseudoOf((value as (...all: unknown[]) => unknown)(...given));
  if (typeof value === 'object' && value !== null) pseudoIn(value as Record<string, unknown>);
  return value;
}

/** The words of a text that no data brought and that are in no catalogue: English that stands in the code. */
export function plainWords(text: string): readonly string[] {
  return text.match(/[A-Za-z]{3,}/g) ?? [];
}
