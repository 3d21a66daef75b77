// Alertmanager's two grammars of matchers: it takes what either of them knows (https://prometheus.io/docs/alerting/latest/configuration/#matcher).
import { RE2JS } from 're2js';

/** Of today's grammar: names and values are bare, or in quotes as Go writes text. */
const TOKEN =
  /\s*(?:([{},])|(=~|!~|!=|=)|([^\s{}!=~,\\"'`]+)|"((?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[\da-fA-F]{2}|[0-7]{3}|u[\da-fA-F]{4}|U00(?:0[\da-fA-F]|10)[\da-fA-F]{4}))*)")/gsuy;

/** Of the grammar before: names of letters, and values as they come. */
const CLASSIC =
  /^[a-zA-Z_:][a-zA-Z0-9_:]*\s*(?<operator>=~|!~|!=|=)\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>(?!["\s])(?:[^"\\]|\\.)*\\?))$/su;

/** True where this is one matcher, such as `a="b"`, or several with commas between them. */
export function isMatchers(text: string): boolean {
  return isModern(text.trim()) || isClassic(text);
}

/** True where Go's regular expressions, which are RE2's, know it. */
export function isRegex(pattern: string): boolean {
  try {
    RE2JS.compile(`^(?:${pattern})$`);
    return true;
  } catch {
    return false;
  }
}

function isModern(text: string): boolean {
  const tokens = [...text.matchAll(TOKEN)].map(([token, sign, operator, bare, quoted]) => {
    const value = quoted === undefined ? bare : unquoted(quoted);
    return { token, value, operator, kind: value === undefined ? (sign ?? 'o') : 'w' };
  });
  const kinds = tokens.map(({ kind }) => kind).join('');
  return (
    tokens.map(({ token }) => token).join('') === text &&
    /^(\{(wow(,wow)*,?)?\}|(wow(,wow)*,?)?)$/.test(kinds) &&
    tokens.every(({ operator }, index) => !operator?.endsWith('~') || isRegex(tokens[index + 1]?.value ?? ''))
  );
}

function isClassic(text: string): boolean {
  const parts = split(text.replace(/^\{/, '').replace(/\}$/, ''));
  return parts.every((part) => {
    const { operator, quoted, bare = '' } = CLASSIC.exec(part)?.groups ?? {};
    if (operator === undefined) return false;
    const value = (quoted ?? bare).replace(/\\([n"\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter));
    return !operator.endsWith('~') || isRegex(value);
  });
}

/** At the commas outside of quotes. A comma at the end is let pass. */
function split(list: string): readonly string[] {
  const parts = [''];
  let isQuoted = false;
  let isEscaped = false;
  for (const letter of list) {
    if (letter === ',' && !isQuoted) {
      parts.push('');
      continue;
    }
    if (letter === '"' && !isEscaped) isQuoted = !isQuoted;
    isEscaped = letter === '\\' && !isEscaped;
    parts.push((parts.pop() ?? '') + letter);
  }
  const trimmed = parts.map((part) => part.trim());
  return trimmed.at(-1) === '' ? trimmed.slice(0, -1) : trimmed;
}

const ESCAPED: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The text that Go reads between quotes. */
function unquoted(text: string): string {
  return text.replace(/\\(?:x(..)|u(.{4})|U(.{8})|(\d{3})|(.))/gs, (_, x, u, U, octal, letter) => {
    if (letter !== undefined) return ESCAPED[letter] ?? letter;
    return String.fromCodePoint(octal === undefined ? Number.parseInt(x ?? u ?? U, 16) : Number.parseInt(octal, 8));
  });
}
