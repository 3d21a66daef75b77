// The difference of two objects as a JSON merge patch (RFC 7386): what is the same is not in it, so that whoever manages it keeps it.
import { isRecord, type Json } from '../../shared/json.ts';
import { isEqual } from '../release/fields/canonical.ts';

/**
 * What makes `to` of `from`; empty where they are the same. Lists are sent whole, as the format has it: the API server still sees
 * which of their items differ. A field that is null is as if it were absent, as it is for the API server.
 */
export function mergePatch(from: Json, to: Json): Json {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return Object.fromEntries([...keys].flatMap((key) => step(key, own(from, key), own(to, key))));
}

function step(key: string, before: unknown, after: unknown): readonly (readonly [string, unknown])[] {
  if (after === undefined) return before === undefined ? [] : [[key, null]];
  if (isRecord(before) && isRecord(after)) {
    const inner = mergePatch(before, after);
    return Object.keys(inner).length === 0 ? [] : [[key, inner]];
  }
  return isEqual(before, after) ? [] : [[key, after]];
}

/** Not what every object inherits: a field may be called `constructor`. */
function own(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}
