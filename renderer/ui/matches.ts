// Whether a row has what was typed into the filter.

/** Each word of `filter` is in one of the texts, in any case; nothing typed is in all. */
export function matches(filter: string, texts: readonly (string | undefined)[]): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = texts.filter((text) => text !== undefined).map((text) => text.toLowerCase());
  return words.every((word) => all.some((text) => text.includes(word)));
}
