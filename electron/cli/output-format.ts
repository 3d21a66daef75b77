// The format of what a command prints, by its options.
/** For a person, or for programs. */
export type OutputFormat = 'text' | 'wide' | 'json' | 'yaml';

/** The options that choose it. */
export interface FormatOptions {
  readonly json?: boolean;
  readonly output?: (typeof OUTPUT_CHOICES)[number];
}

/** What `-o` takes. */
export const OUTPUT_CHOICES = ['json', 'yaml', 'wide'] as const;

/** `--json` is the short word for `-o json`. */
export function formatOf({ json, output }: FormatOptions): OutputFormat {
  return output ?? (json === true ? 'json' : 'text');
}

/** The same off the words themselves: a command line that cannot be parsed has no options yet. */
export function isJsonAsked(words: readonly string[]): boolean {
  return words.some(
    (word, at) =>
      word === '--json' ||
      /^(?:-o=?|--output=)json$/.test(word) ||
      (word === 'json' && /^(?:-o|--output)$/.test(words[at - 1] ?? '')),
  );
}
