// Texts made of the pieces that YAML gives a meaning to: most are no YAML, and some nearly are.
import fc from 'fast-check';

/** `word` is what is anchored, tagged and told. */
export function anyYaml(word: string): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...['a: ', '- ', '{', '}', '[', ']', '<<: ', '---\n', '\n', '  ', '!!int ', '|', '>', '"', "'", '#', '? '],
    ...['%', ':', ',', '\t', '!', '\\', '@', word, `&${word} `, `*${word}`, `!${word} `],
  );
  return fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 14 }).map((parts) => parts.join(''));
}
