// The meaning of an unquoted YAML word to kubectl: YAML 1.1 as go-yaml v2 resolves it, with 0644 = 420 and yes = true.
// Source: https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go

const WORDS = new Map<string, boolean | null>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ['', null],
]);

function words<T>(value: T, spellings: string): [string, T][] {
  return spellings.split(' ').map((spelling) => [spelling, value]);
}

const INTEGERS: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)(0|[1-9][0-9]*)$/, 10],
  [/^([-+]?)0o?([0-7]+)$/i, 8],
  [/^([-+]?)0x([0-9a-f]+)$/i, 16],
  [/^([-+]?)0b([01]+)$/i, 2],
];
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const NOT_FINITE = /^(\.(nan|NaN|NAN)|[-+]?\.(inf|Inf|INF))$/;

/**
 * The value of an unquoted scalar, as it arrives in the JSON that kubectl sends. Dates and base-60 numbers stay text.
 *
 * Throws a RangeError for a number that JSON or JavaScript cannot carry exactly.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (NOT_FINITE.test(text)) throw new RangeError(`${text} has no place in JSON`);
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  for (const [pattern, base] of INTEGERS) {
    const [, sign, magnitude] = pattern.exec(digits) ?? [];
    if (magnitude !== undefined) return exact(Number.parseInt(`${sign}${magnitude}`, base), text);
  }
  return FLOAT.test(digits) ? Number.parseFloat(digits) : text;
}

function exact(value: number, text: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be kept exactly`);
  return value === 0 ? 0 : value; // JSON has no -0 in kubectl's writing
}
