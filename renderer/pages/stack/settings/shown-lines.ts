// Texts as lines of a field: one that has line breaks itself stands in quotes, as JSON writes it.

const BREAK = /[\r\n]/;

/** The line that shows a text; `blank` is quoted as well where an empty line would be nothing. */
export function shownLine(text: string, isBlankQuoted = false): string {
  return needsQuotes(text, isBlankQuoted) ? JSON.stringify(text) : text;
}

/** The text that a line shows. Quotes are part of it, but where they are needed. */
export function readLine(line: string, isBlankQuoted = false): string {
  const inner = unquoted(line);
  return inner !== undefined && needsQuotes(inner, isBlankQuoted) ? inner : line;
}

/** Also what looks as if it were quoted for that. */
function needsQuotes(text: string, isBlankQuoted: boolean): boolean {
  return BREAK.test(text) || (isBlankQuoted && text.trim() === '') || readLine(text, isBlankQuoted) !== text;
}

function unquoted(line: string): string | undefined {
  if (!line.startsWith('"')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
