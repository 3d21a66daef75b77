// The syntax of Go's templates, as far as its brackets: Alertmanager does not start with a file of templates that it cannot read.

/** Each of these is closed by an `end`. */
const OPENS = /^(if|range|with|define|block)\b/;

/** Words for what is not closed in a text of templates; undefined where all of it is. Source: https://pkg.go.dev/text/template#hdr-Actions */
export function unclosedIn(text: string): string | undefined {
  const open: { readonly word: string; readonly line: number }[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start < 0) break;
    const line = lineOf(text, start);
    const end = endOf(text, start + 2);
    if (end === undefined) return `has {{ at line ${line} without its }}`;
    const action = text
      .slice(start + 2, end)
      .replace(/^-\s/, '')
      .trim();
    at = end + 2;
    const [, word] = OPENS.exec(action) ?? [];
    if (word !== undefined) open.push({ word, line });
    if (/^end\b/.test(action) && open.pop() === undefined)
      return `has {{ end }} at line ${line}, and nothing that it ends`;
    if (/^else\b/.test(action) && open.length === 0) return `has {{ else }} at line ${line} without its if`;
    if (action === '' || action === '-') return `has {{ }} at line ${line} with nothing in it`;
  }
  const last = open.at(-1);
  return last === undefined ? undefined : `has {{ ${last.word} }} at line ${last.line} without its {{ end }}`;
}

/** Where an action ends; what is in quotes or in a comment ends none. */
function endOf(text: string, from: number): number | undefined {
  if (/^(- )?\/\*/.test(text.slice(from, from + 4))) {
    const end = /\*\/( -)?\}\}/.exec(text.slice(from));
    return end === null ? undefined : from + end.index + end[0].length - 2;
  }
  const token = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|["`']/g;
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '}}') return match.index;
    if (match[0].length === 1) return undefined; // a quote without its other half
  }
  return undefined;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
