// Makes what would act on a terminal, or break a line in two, a thing to read: `\n`, `\x1b`, `\u202e`.

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// C0, DEL and C1; what turns or hides text (bidirectional controls, zero-width characters); Unicode's own line ends; lone surrogates.
const ACTING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One line of text that does nothing but be read. */
export function visible(text: string): string {
  return text.replace(ACTING, (character) => NAMES[character] ?? escaped(character.charCodeAt(0)));
}

function escaped(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
