// The meaning of a YAML scalar to go-yaml v2, which kubectl, Helm, Prometheus and Alertmanager read with:
// YAML 1.1, with 0644 = 420 and yes = true. Source: https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go

/** What a scalar can be in JSON. */
export type ScalarValue = string | number | boolean | null;

/** A number that JavaScript cannot carry is a bigint; the others may be infinite, or none at all. */
export type Meaning = string | number | bigint | boolean | null;

const WORDS = new Map<string, Meaning>([
  ...words(true, 'y Y yes Yes YES true True TRUE on On ON'),
  ...words(false, 'n N no No NO false False FALSE off Off OFF'),
  ...words(null, '~ null Null NULL'),
  ...words(Number.NaN, '.nan .NaN .NAN'),
  ...words(Number.POSITIVE_INFINITY, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...words(Number.NEGATIVE_INFINITY, '-.inf -.Inf -.INF'),
  ['', null],
]);

function words<T>(value: T, spellings: string): [string, T][] {
  return spellings.split(' ').map((spelling) => [spelling, value]);
}

/** As `strconv.ParseInt` with base 0 takes them; `0x` and its like are what BigInt knows. */
const INTEGERS: readonly (readonly [RegExp, string])[] = [
  [/^([-+]?)(0|[1-9][0-9]*)$/, ''],
  [/^([-+]?)0o?([0-7]+)$/i, '0o'],
  [/^([-+]?)0x([0-9a-f]+)$/i, '0x'],
  [/^([-+]?)0b([01]+)$/i, '0b'],
];
/** Those that begin with a point go through `strconv.ParseFloat` as they are, which lets `_` stand between digits. */
const FRACTION = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** Whatever begins otherwise is text. */
const MAY_BE_MORE = /^[-+.0-9yYnNtTfFoO~]/;

/** The value of an unquoted scalar to Go where no type is asked for. Dates and base-60 numbers stay text. */
export function meaningOf(text: string): Meaning {
  if (text !== '' && !MAY_BE_MORE.test(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  if (text.startsWith('.') && !FRACTION.test(text)) return text;
  const digits = text.replaceAll('_', '');
  for (const [pattern, prefix] of INTEGERS) {
    const [, sign, magnitude] = pattern.exec(digits) ?? [];
    if (magnitude === undefined) continue;
    const value = BigInt(`${prefix}${magnitude}`) * (sign === '-' ? -1n : 1n);
    // Without a sign it may be an unsigned one of 64 bits.
    if (value < -(2n ** 63n) || value >= 2n ** (sign === '' ? 64n : 63n)) break;
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  }
  const value = FLOAT.test(digits) ? Number.parseFloat(digits) : Number.NaN;
  return Number.isFinite(value) ? value : text;
}

/**
 * The value of an unquoted scalar. Dates and base-60 numbers stay text.
 *
 * Throws a RangeError for an integer that JavaScript cannot carry exactly.
 */
export function resolvePlain(text: string): ScalarValue {
  const value = meaningOf(text);
  const isWhole = typeof value === 'number' && /^[-+]?[0-9_]+$/.test(text);
  if (typeof value === 'bigint' || (isWhole && !Number.isSafeInteger(value)))
    throw new RangeError('a number is too large to be kept exactly: put it in quotes if it is text');
  return value === 0 ? 0 : value; // JSON has no -0 in kubectl's writing
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
