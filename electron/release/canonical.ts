// One text for equal JSON values, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { isRecord } from '../cluster/health/fields.ts';

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1))) : part,
  );
}

/** SHA-256 of the canonical form, as hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonical(value) ?? '')
    .digest('hex');
}

/** Whether two JSON values are the same but for the order of keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}
