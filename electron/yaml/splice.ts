// Splices of a text: what comes in place of which part of it, and where the lines of YAML around a part begin and end. Pure.

/** `text` comes in place of what is from `start` up to `end`, in UTF-16 units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after all of them; undefined where two are about the same part. What is put in at one place keeps its order. */
export function spliced(source: string, splices: readonly Splice[]): string | undefined {
  let done = '';
  let at = 0;
  for (const { start, end, text } of splices.toSorted(
    (left, right) => left.start - right.start || left.end - right.end,
  )) {
    if (start < at) return undefined;
    done += source.slice(at, start) + text;
    at = end;
  }
  return done + source.slice(at);
}

/** Where the line begins that `at` is in. */
export function lineStart(source: string, at: number): number {
  return source.lastIndexOf('\n', at - 1) + 1;
}

/** Where the next line begins; `at` itself where it is the beginning of one. */
export function afterLine(source: string, at: number): number {
  if (at === 0 || source[at - 1] === '\n') return at;
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end + 1;
}

/** What is before `at` in its line. */
export function leadOf(source: string, at: number): string {
  return source.slice(lineStart(source, at), at);
}

/** Where the comments begin that stand right above the line of `at`, as far in as it is. */
export function aboveLine(source: string, at: number): number {
  const indent = leadOf(source, at);
  let start = lineStart(source, at);
  while (start > 0) {
    const above = lineStart(source, start - 1);
    if (!source.startsWith(`${indent}#`, above)) break;
    start = above;
  }
  return start;
}

/** The line end that a text has: the first of them. */
export function lineEndOf(source: string): '\n' | '\r\n' {
  return /^[^\n]*\r\n/.test(source) ? '\r\n' : '\n';
}
