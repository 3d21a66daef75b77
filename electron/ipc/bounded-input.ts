// The size of what the page sends: counted before anything else looks at it.

const MOST_CHARACTERS = 1_000_000;
const MOST_VALUES = 20_000;
const MOST_LEVELS = 32;

/**
 * Why an input is refused, for the end of a sentence; undefined for one that is JSON (or nothing at all) and small enough.
 * Takes anything that a structured clone can be made of, also what refers to itself.
 */
export function faultOfInput(input: unknown): string | undefined {
  const left = { characters: MOST_CHARACTERS, values: MOST_VALUES };
  return input === undefined ? undefined : faultOf(input, MOST_LEVELS, left);
}

function faultOf(value: unknown, levels: number, left: { characters: number; values: number }): string | undefined {
  left.values -= 1;
  if (left.values < 0) return 'it has too many values';
  if (levels === 0) return 'it is too deep';
  if (typeof value === 'string') {
    left.characters -= value.length;
    return left.characters < 0 ? 'it is too long' : undefined;
  }
  if (value === null || value === undefined || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  if (Array.isArray(value)) {
    // Holes count: a list of four billion of them is made by one number.
    if (value.length > left.values) return 'it has too many values';
    return firstFault(value, levels, left);
  }
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return 'it is not plain JSON';
  return firstFault(entriesOf(value), levels, left);
}

function* entriesOf(value: object): Iterable<unknown> {
  for (const key in value) {
    yield key;
    yield (value as Record<string, unknown>)[key];
  }
}

function firstFault(
  values: Iterable<unknown>,
  levels: number,
  left: { characters: number; values: number },
): string | undefined {
  for (const value of values) {
    const fault = faultOf(value, levels - 1, left);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
