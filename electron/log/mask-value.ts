// Takes secrets out of structured fields: by their names, and as `maskText` does in whatever is a text.
import { MASK } from './known-secrets.ts';
import { isSecretName, maskText } from './mask-text.ts';

/** What a log has no use for beyond this. */
const MOST_DEPTH = 6;
const MOST_ITEMS = 50;

/** A copy that can be written as JSON: errors as their parts, what is too deep, too long or no data as a word. */
export function maskValue(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return maskText(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? null : maskObject(value, depth);
    default:
      return `[${typeof value}]`;
  }
}

function maskObject(value: object, depth: number): unknown {
  if (depth >= MOST_DEPTH) return '[deeper]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ITEMS).map((item) => maskValue(item, depth + 1));
    return value.length > MOST_ITEMS ? [...items, `[${value.length - MOST_ITEMS} more]`] : items;
  }
  const entries = value instanceof Error ? partsOf(value) : Object.entries(value);
  const isSecret = entries.some(([name, one]) => name === 'kind' && (one === 'Secret' || one === 'Config'));
  return Object.fromEntries(
    entries
      .slice(0, MOST_ITEMS)
      .map(([name, one]) => [
        maskText(name),
        isSecretName(name) || (isSecret && typeof one === 'object') ? MASK : maskValue(one, depth + 1),
      ]),
  );
}

/** With what stands in its fields, such as a code; a stack begins with name and message. */
function partsOf(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  return [
    ...Object.entries(error).filter(([field]) => field !== 'name'),
    ...(stack === undefined
      ? [['error', `${name}: ${message}`] as [string, unknown]]
      : [['stack', stack] as [string, unknown]]),
    ...(cause === undefined ? [] : [['cause', cause] as [string, unknown]]),
  ];
}
