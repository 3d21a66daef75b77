// Finds what stands between backticks in a sentence.

/** A part of a sentence; `at` is where it begins. */
export interface Part {
  readonly isCode: boolean;
  readonly words: string;
  readonly at: number;
}

/** The parts in order. A backtick without another one is a backtick. */
export function codeIn(sentence: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const plain = (to: number) => {
    if (to > end) parts.push({ isCode: false, words: sentence.slice(end, to), at: end });
  };
  for (const match of sentence.matchAll(/`([^`]+)`/g)) {
    plain(match.index);
    parts.push({ isCode: true, words: match[1] ?? '', at: match.index });
    end = match.index + match[0].length;
  }
  plain(sentence.length);
  return parts;
}
