// The meaning of a YAML scalar to kubectl and Helm: YAML 1.1 as go-yaml v2 resolves it, with 0644 = 420 and yes = true.
// Source: https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go

/** What a scalar can be. */
export type ScalarValue = string | number | boolean | null;

const WORDS = new Map<string, ScalarValue>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ['', null],
  ...words(Number.NaN, '.nan .NaN .NAN'),
  ...words(Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...words(Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'),
]);

function words(value: ScalarValue, spellings: string): [string, ScalarValue][] {
  return spellings.split(' ').map((spelling) => [spelling, value]);
}

const INTEGERS: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)(0|[1-9][0-9]*)$/, 10],
  [/^([-+]?)0o?([0-7]+)$/i, 8],
  [/^([-+]?)0x([0-9a-f]+)$/i, 16],
  [/^([-+]?)0b([01]+)$/i, 2],
];
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** Whatever begins otherwise is text. */
const MAY_BE_MORE = /^[-+.0-9yYnNtTfFoO~]/;

/**
 * The value of an unquoted scalar. Dates and base-60 numbers stay text.
 *
 * Throws a RangeError for an integer that JavaScript cannot carry exactly.
 */
export function resolvePlain(text: string): ScalarValue {
  if (text !== '' && !MAY_BE_MORE.test(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  for (const [pattern, base] of INTEGERS) {
    const [, sign, magnitude] = pattern.exec(digits) ?? [];
    if (magnitude !== undefined) return exact(Number.parseInt(`${sign}${magnitude}`, base));
  }
  if (!FLOAT.test(digits)) return text;
  const value = Number.parseFloat(digits);
  return Number.isFinite(value) ? value : text;
}

/**
 * The value of a scalar with a tag such as `!!int`; tags that go-yaml does not know leave it text.
 *
 * Throws a RangeError for what is no such value.
 */
export function resolveTagged(tag: string, text: string): ScalarValue {
  if (tag === 'binary') return bytesAsText(text);
  if (!['bool', 'int', 'float', 'null', 'timestamp'].includes(tag)) return text;
  const value = resolvePlain(text);
  const isInteger = typeof value === 'number' && !/[.eE]/.test(text.replace(/^[-+]?0x.*/i, ''));
  const kind = value === null ? 'null' : typeof value === 'number' ? (isInteger ? 'int' : 'float') : typeof value;
  const isDate = tag === 'timestamp' && kind === 'string' && /^\d{4}-/.test(text);
  if (kind === (tag === 'bool' ? 'boolean' : tag) || (tag === 'float' && kind === 'int') || isDate) return value;
  throw new RangeError(`what is tagged !!${tag} is something else`);
}

function bytesAsText(base64: string): string {
  const letters = base64.replace(/[\r\n]/g, '');
  if (letters.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters))
    throw new RangeError('a !!binary is no base64');
  return Buffer.from(letters, 'base64').toString();
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('a number is too large to be kept exactly: put it in quotes if it is text');
  }
  return value === 0 ? 0 : value; // JSON has no -0 in kubectl's writing
}
