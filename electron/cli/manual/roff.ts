// Text as roff, the language of manual pages: what is written is read back letter by letter, and nothing in it is a request.

// As strings that both groff and mandoc know. Source: groff_char(7), mandoc_char(7).
const GLYPHS: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  // A bare one becomes a hyphen, which no shell takes for an option.
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** Plain text within a line. Line ends and other controls become a space. */
export function roff(text: string): string {
  const written = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\\-'`^~"]/g, (letter) => GLYPHS[letter] ?? letter)
    .replace(/[^\x20-\x7e]/gu, (letter) => `\\[u${hex(letter)}]`);
  // A dot at the beginning of a line would be a request.
  return written.replace(/^\./, '\\&.');
}

/** Bold, for what is typed as it stands. */
export function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

/** Italic, for what is replaced by something. */
export function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`;
}

/** Prose in which code stands between backticks: it becomes bold. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? bold(piece) : roff(piece)))
    .join('');
}

/** A heading; `SS` is below `SH`. */
export function heading(macro: 'SH' | 'SS', text: string): string {
  return `.${macro} "${roff(text)}"`;
}

/** A term, in roff already, and prose beside it. */
export function entry(term: string, text: string): string {
  return text === '' ? `.TP\n${term}` : `.TP\n${term}\n${prose(text)}`;
}

function hex(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
