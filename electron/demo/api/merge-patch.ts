// Merge patches: RFC 7386, and Kubernetes' strategic one, which merges lists by their keys.
import { badRequest } from '../store/failure.ts';
import { itemSegment } from '../store/field-paths.ts';
import { isObject, type Json, type JsonObject } from '../store/json.ts';
import { fieldType } from '../store/merge.ts';
import { type FieldType, typeOfKind } from '../store/schema.ts';

/** RFC 7386: objects merge, null takes away, everything else replaces. */
export function mergePatch(live: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  return merged(live, patch, (_name, before, value) => mergePatch(before, value));
}

/** A strategic merge patch without directives (`$patch`, `$retainKeys`): those are refused. */
export function strategicPatch(live: JsonObject, patch: JsonObject, kind: string): Json {
  return strategic(live, patch, typeOfKind(kind));
}

function strategic(live: Json | undefined, patch: Json, type: FieldType): Json {
  if (Array.isArray(patch)) {
    const isMerged = type.is === 'list' && type.merge !== 'atomic';
    return isMerged && Array.isArray(live) ? strategicList(live, patch, type) : patch;
  }
  if (!isObject(patch)) return patch;
  const directive = Object.keys(patch).find((name) => name.startsWith('$'));
  if (directive !== undefined)
    throw badRequest(`the demo cluster does not know the directive ${directive} of strategic merge patches`);
  return merged(live, patch, (name, before, value) => strategic(before, value, fieldType(type, name)));
}

/** Field by field; through a Map, for a field may be called `__proto__`, or what every object inherits. */
function merged(
  live: Json | undefined,
  patch: JsonObject,
  step: (name: string, before: Json | undefined, value: Json) => Json,
): Json {
  const fields = new Map<string, Json>(isObject(live) ? Object.entries(live) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) fields.delete(name);
    else fields.set(name, step(name, fields.get(name), value));
  }
  return Object.fromEntries(fields);
}

/** Items with the same keys merge; new ones go first, as the API server puts them. */
function strategicList(live: readonly Json[], patch: readonly Json[], type: FieldType & { is: 'list' }): Json {
  const patches = new Map(patch.map((item) => [itemSegment(item, type), item]));
  const known = live.map((item) => {
    const segment = itemSegment(item, type);
    const change = patches.get(segment);
    patches.delete(segment);
    return change === undefined ? item : strategic(item, change, type.item);
  });
  return [...patches.values(), ...known];
}
