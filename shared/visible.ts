// Makes what would act on a terminal or a page, or break a line in two, a thing to read: `\n`, `\x1b`, `\u202e`.

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Controls (C0, DEL, C1), what turns or hides text (bidirectional and zero-width marks, tags, fillers, variation selectors),
 * Unicode's own line ends and lone surrogates; and marks that would pile up over the lines around them.
 */
const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?<=\p{M}{4})\p{M}/gu;

/** Of most texts nothing acts, and a page of a cluster has a hundred thousand: known in one look. */
const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_LINES = /^[\t\n\x20-\x7e]*$/;

/** What an emoji is made of, besides its pictures: `⚠️` and `👩‍🚒` are one thing to a person. */
const IN_EMOJI =
  /(?<=\p{Emoji})\ufe0f|(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})/uy;

/** One line of text that does nothing but be read. The same again when it is given its own answer. */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(ACTING, (mark, at: number) => (isOfEmoji(text, at) ? mark : (NAMES[mark] ?? escaped(mark))));
}

/** Text of many lines in which each mark that acts, but for line ends and tabs, is written as `write` says. */
export function escapeActing(text: string, write: (mark: string) => string): string {
  if (PLAIN_LINES.test(text)) return text;
  return text.replace(ACTING, (mark, at: number) =>
    mark === '\n' || mark === '\t' || isOfEmoji(text, at) ? mark : write(mark),
  );
}

/** The same for text of many lines: its line ends and tabs stay. */
export function visibleLines(text: string): string {
  return escapeActing(text, (mark) => NAMES[mark] ?? escaped(mark));
}

/**
 * A JSON text, as `JSON.stringify` gives it, of the same meaning: what would act stands in it by its number. JSON's own marks
 * are line ends and spaces alone, so all else stands inside of a string.
 */
export function visibleJson(json: string): string {
  return escapeActing(json, numbered);
}

function isOfEmoji(text: string, at: number): boolean {
  IN_EMOJI.lastIndex = at;
  return IN_EMOJI.test(text);
}

function escaped(mark: string): string {
  const code = mark.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : numbered(mark);
}

/** By its UTF-16 numbers. */
function numbered(mark: string): string {
  return Array.from({ length: mark.length }, (_, i) => `\\u${mark.charCodeAt(i).toString(16).padStart(4, '0')}`).join(
    '',
  );
}
