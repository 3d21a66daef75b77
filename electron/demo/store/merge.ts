// Merges a configuration into an object as server-side apply does, and takes away what it no longer names.
// Source: https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/typed/merge.go
import { childrenOf, type FieldPath, itemSegment, join } from './field-paths.ts';
import { isObject, type Json } from './json.ts';
import { type FieldType, structOf } from './schema.ts';

/** The live value with everything that the configuration sets. */
export function mergeTyped(live: Json | undefined, config: Json, type: FieldType): Json {
  if (live === undefined || childrenOf(live, type) === undefined || childrenOf(config, type) === undefined)
    return config;
  if (type.is === 'list' && Array.isArray(live) && Array.isArray(config)) return mergeLists(live, config, type);
  if (!isObject(live) || !isObject(config)) return config;
  const merged: Record<string, Json> = { ...live };
  for (const [name, value] of Object.entries(config)) {
    merged[name] = mergeTyped(live[name], value, fieldType(type, name));
  }
  return merged;
}

/** Keeps the configuration's order; items that only the live list has stay where they stood between the shared ones. */
function mergeLists(live: readonly Json[], config: readonly Json[], type: FieldType & { is: 'list' }): Json {
  const left = live.map((item) => ({ item, segment: itemSegment(item, type) }));
  const right = config.map((item) => ({ item, segment: itemSegment(item, type) }));
  const onLeft = new Map(left.map(({ item, segment }) => [segment, item]));
  const onRight = new Set(right.map(({ segment }) => segment));
  const shared = right.filter(({ segment }) => onLeft.has(segment)).map(({ segment }) => segment);
  const merged: Json[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const mine = left[l];
    const theirs = right[r];
    if (mine !== undefined && mine.segment !== theirs?.segment) {
      if (!onRight.has(mine.segment)) {
        merged.push(mine.item);
        l++;
        continue;
      }
      if (shared[0] !== undefined && shared[0] !== mine.segment) {
        l++;
        continue;
      }
    }
    if (theirs === undefined) {
      l++;
      continue;
    }
    if (mine?.segment === theirs.segment) l++;
    merged.push(mergeTyped(onLeft.get(theirs.segment), theirs.item, type.item));
    if (shared[0] === theirs.segment) shared.shift();
    r++;
  }
  return merged;
}

/**
 * The value without what `dropped` names: fields that the manager owned before, does not set any more, and that nobody else
 * owns. What is dropped goes with all that is in it, unless somebody owns something there.
 */
export function pruneTyped(
  value: Json,
  type: FieldType,
  dropped: ReadonlySet<FieldPath>,
  owned: ReadonlySet<FieldPath>,
  path: FieldPath = '',
): Json {
  const children = childrenOf(value, type);
  if (children === undefined) return value;
  const kept = children
    .filter(({ segment }) => !dropped.has(join(path, segment)) || owned.has(join(path, segment)))
    .map((child) => ({ child, value: pruneTyped(child.value, child.type, dropped, owned, join(path, child.segment)) }));
  if (Array.isArray(value)) return kept.map((entry) => entry.value);
  return Object.fromEntries(kept.map((entry) => [entry.child.segment.slice(2), entry.value]));
}

/** All paths and the paths that lead to them. */
export function withAncestors(paths: Iterable<FieldPath>): Set<FieldPath> {
  const all = new Set<FieldPath>();
  for (const path of paths) {
    for (let end = path.length; end > 0 && !all.has(path.slice(0, end)); end = path.lastIndexOf('\n', end - 1)) {
      all.add(path.slice(0, end));
    }
  }
  return all;
}

/** The type of a field, or of a map's value. */
export function fieldType(type: FieldType, name: string): FieldType {
  if (type.is === 'map') return type.value;
  if (type.is === 'deduced') return type;
  if (type.is === 'struct') {
    const { fields, isOpen = false } = structOf(type.name);
    return fields.get(name)?.type ?? (isOpen ? { is: 'deduced' } : { is: 'any' });
  }
  return { is: 'any' };
}
