// Equal JSON values are told so, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../shared/json.ts';

/** JSON with sorted keys; what JSON leaves out is left out. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 of the canonical form, as hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Whether two JSON values are the same but for the order of keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || canonical(left) === canonical(right);
}
