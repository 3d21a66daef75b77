// Equal JSON values are told so, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../shared/json.ts';

/** JSON with sorted keys; what JSON leaves out is left out. Large CRDs pass here more than once: no lists are made on the way. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonical(item ?? null)}`;
    return `[${text}]`;
  }
  const fields = value as Json;
  for (const key of Object.keys(fields).sort()) {
    const inner = fields[key];
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(inner)}`;
  }
  return `{${text}}`;
}

/** SHA-256 of the canonical form, as hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** Whether two JSON values are the same but for the order of keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || canonical(left) === canonical(right);
}
