// Words for what a schema found wrong; they follow the name of the thing.
import type { z } from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map of settings',
  record: 'a map',
  array: 'a list',
  string: 'text',
  number: 'a number',
};

/** The schema's own words; where it has none of its own, which kind of value it wants. */
export function wordsOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')
    ? `must be ${KINDS[issue.expected] ?? issue.expected}`
    : issue.message;
}

/** `exporters[0].env.A`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
