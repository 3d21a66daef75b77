// Equal JSON values are told so, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../shared/json.ts';

/**
 * JSON with its keys in one order: those that are whole numbers first, the rest by code unit. What JSON leaves out is left out.
 * Large CRDs pass here more than once, and a copy in order is written many times as fast as text is put together key by key.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? 'null';
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const fields = value as Json;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) {
    const inner = inOrder(fields[key]);
    // Assigning would set the copy's prototype, and what stands there would not be seen.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: inner, enumerable: true });
    else copy[key] = inner;
  }
  return copy;
}

/** SHA-256 of the canonical form, as hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Whether two JSON values are the same but for the order of keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || canonical(left) === canonical(right);
}
