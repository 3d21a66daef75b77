// Values that are secrets for where they were found, as far as they can be told from ordinary words: a password that is
// called `true` would take every `true` out of every text.

/** Longer ones are files, of which the lines and words count. */
const LONGEST = 16_384;
/** A certificate with its chain and key has about a hundred lines. */
const MOST_LINES = 2_000;
const SHORTEST = 6;
/** So long no word is. */
const LONGER_THAN_WORDS = 20;

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/(?:([^\s/?#@]*)@)?[^\s/?#@]+([^\s?#]*)(?:\?([^\s#]*))?/i;
const ARMOUR = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

/**
 * What is to be masked of a value that is a secret: itself, where it is no ordinary word; of an address the login and what is
 * asked of it; of a text of several lines those that only a secret looks like.
 */
export function secretsIn(value: string): readonly string[] {
  const text = value.trim();
  const words = /^[{[]/.test(text) && text.length <= LONGEST ? wordsOfJson(text) : undefined;
  if (words !== undefined) return words.flatMap(secretsIn);
  if (/[\r\n]/.test(text)) return ofLines(text);
  const [address, login = '', path = '', query = ''] = ADDRESS.exec(text) ?? [];
  if (address !== undefined) return ofAddress(login, path, query);
  return text.length <= LONGEST && isTelling(text) ? [text] : [];
}

/** The texts in JSON: its keys and its form are nobody's secret. Undefined where it is none. */
function wordsOfJson(text: string): readonly string[] | undefined {
  try {
    const words: string[] = [];
    JSON.parse(text, (_key, value) => {
      if (typeof value === 'string') words.push(value);
      return null;
    });
    return words;
  } catch {
    return undefined;
  }
}

/** Of an address: the password, or a user alone, which then is a token; long words of its path; the values of its query. */
function ofAddress(login: string, path: string, query: string): readonly string[] {
  const [user = '', ...password] = login.split(':');
  const asked = query.split(/[&;]/).map((part) => part.split('=').slice(1).join('='));
  const words = path.split('/').filter((word) => word.length >= 12 && isMixed(word));
  const written = [password.length === 0 ? user : password.join(':'), ...words, ...asked];
  return written.flatMap((one) => [one, decoded(one)]).filter(isTelling);
}

function ofLines(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/, MOST_LINES).map((line) => line.trim());
  if (lines.some((line) => ARMOUR.test(line))) return lines.filter((line) => line.length >= 16 && !ARMOUR.test(line));
  return lines.flatMap((line) => {
    const [, name = '', given = ''] = /^[-\s]*["']?([\w.-]+)["']?\s*[:=]\s*(.*?),?$/.exec(line) ?? [];
    const value = given.replace(/^(["'])(.*)\1$/, '$2');
    const own = /pass|pwd|token|secret|key|credential|auth|url/i.test(name) ? secretsIn(value.slice(0, LONGEST)) : [];
    const words = line.split(/[\s"',;]+/).filter((word) => word.length >= 12 && isMixed(word));
    return [...own, ...words.flatMap((word) => secretsIn(word.slice(0, LONGEST)))];
  });
}

/** No word, name, number or address that stands in texts for what it says. */
function isTelling(text: string): boolean {
  if (text.length < SHORTEST || new Set(text).size < 4) return false;
  if (/^\d+$/.test(text)) return text.length >= 8;
  if (/^\/[\w./-]*$/.test(text) && text.split('/').every((piece) => !isMixed(piece))) return false; // a path
  if (/^[\d.:[\]a-f]+$/i.test(text) && /[.:]/.test(text)) return false; // an address of a machine
  const isOfWords = text.split(/[^A-Za-z0-9]+/).every((piece) => /^(?:[A-Z]?[a-z]*|[A-Z]*|\d{1,4})$/.test(piece));
  return !isOfWords || text.length >= LONGER_THAN_WORDS;
}

function isMixed(word: string): boolean {
  return /\d/.test(word) && /[A-Za-z]/.test(word);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
