// Names the fields of a value as managedFields does, and compares two values field by field.
// Source: https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/typed
import { equalJson, isObject, type Json } from './json.ts';
import { type FieldType, structOf } from './schema.ts';

/** Segments (`f:spec`, `k:{"name":"x"}`, `v:1`) joined by line feeds, which JSON never holds unescaped. */
export type FieldPath = string;

/** A value inside another one. */
export interface Child {
  readonly segment: string;
  readonly value: Json;
  readonly type: FieldType;
  /** A field that its type names; false for keys of maps and items of lists, which are owned as such. */
  readonly isNamed: boolean;
}

const ANY: FieldType = { is: 'any' };
const DEDUCED: FieldType = { is: 'deduced' };

/** What a value is made of; undefined for a leaf: a scalar, or a whole that is replaced as one. */
export function childrenOf(value: Json, type: FieldType): readonly Child[] | undefined {
  switch (type.is) {
    case 'scalar':
    case 'any':
      return undefined;
    case 'struct': {
      if (!isObject(value) || type.isAtomic) return undefined;
      const { fields, isOpen = false } = structOf(type.name);
      return Object.entries(value).map(([name, child]) => {
        const childType = fields.get(name)?.type ?? (isOpen ? DEDUCED : ANY);
        return { segment: `f:${name}`, value: child, type: childType, isNamed: fields.has(name) || !isOpen };
      });
    }
    case 'deduced':
      if (!isObject(value)) return undefined;
      return Object.entries(value).map(([name, child]) => {
        return { segment: `f:${name}`, value: child, type: DEDUCED, isNamed: false };
      });
    case 'map':
      if (!isObject(value) || type.isAtomic) return undefined;
      return Object.entries(value).map(([name, child]) => {
        return { segment: `f:${name}`, value: child, type: type.value, isNamed: false };
      });
    case 'list':
      if (!Array.isArray(value) || type.merge === 'atomic') return undefined;
      return value.map((item: Json) => ({
        segment: itemSegment(item, type),
        value: item,
        type: type.item,
        isNamed: false,
      }));
  }
}

/** How an item of a merged list is named: by its keys, with their defaults where they are left out, or by its value. */
export function itemSegment(item: Json, list: FieldType & { is: 'list' }): string {
  if (!Array.isArray(list.merge)) return `v:${JSON.stringify(item)}`;
  const fields = list.item.is === 'struct' ? structOf(list.item.name).fields : new Map<string, never>();
  const keys: Record<string, Json> = {};
  for (const key of list.merge as readonly string[]) {
    const value = (isObject(item) ? item[key] : undefined) ?? fields.get(key)?.defaultValue;
    if (value !== undefined) keys[key] = value;
  }
  return `k:${JSON.stringify(keys)}`;
}

export function join(path: FieldPath, segment: string): FieldPath {
  return path === '' ? segment : `${path}\n${segment}`;
}

/** All fields that a value sets, as an applied configuration owns them. */
export function fieldsOf(value: Json, type: FieldType, path: FieldPath = '', into = new Set<FieldPath>()) {
  const children = childrenOf(value, type);
  if (children === undefined || children.length === 0) {
    if (path !== '') into.add(path);
    return into;
  }
  for (const child of children) {
    const childPath = join(path, child.segment);
    fieldsOf(child.value, child.type, childPath, into);
    if (!child.isNamed) into.add(childPath);
  }
  return into;
}

export interface Comparison {
  readonly added: Set<FieldPath>;
  readonly modified: Set<FieldPath>;
  readonly removed: Set<FieldPath>;
}

/** What differs. Whatever is added or removed counts with all its inner nodes. */
export function compareFields(before: Json | undefined, after: Json | undefined, type: FieldType): Comparison {
  const result: Comparison = { added: new Set(), modified: new Set(), removed: new Set() };
  compareInto(result, '', before, after, type);
  return result;
}

function compareInto(
  result: Comparison,
  path: FieldPath,
  before: Json | undefined,
  after: Json | undefined,
  type: FieldType,
): void {
  if (before === after) return;
  if (path !== '' && before === undefined) result.added.add(path);
  else if (path !== '' && after === undefined) result.removed.add(path);
  const left = before === undefined ? [] : childrenOf(before, type);
  const right = after === undefined ? [] : childrenOf(after, type);
  if (left === undefined || right === undefined) {
    if (before !== undefined && after !== undefined && !equalJson(before, after)) result.modified.add(path);
    return;
  }
  const others = new Map(left.map((child) => [child.segment, child]));
  for (const child of right) {
    const other = others.get(child.segment);
    others.delete(child.segment);
    compareInto(result, join(path, child.segment), other?.value, child.value, child.type);
  }
  for (const child of others.values()) {
    compareInto(result, join(path, child.segment), child.value, undefined, child.type);
  }
}

/** `.spec.containers[name="c"].image`: how messages write a path. */
export function formatPath(path: FieldPath): string {
  return path
    .split('\n')
    .map((segment) => {
      const rest = segment.slice(2);
      if (segment.startsWith('f:')) return `.${rest}`;
      if (segment.startsWith('v:')) return `[=${rest}]`;
      const keys: unknown = JSON.parse(rest);
      const parts = Object.entries(keys as Record<string, Json>).map(
        ([key, value]) => `${key}=${JSON.stringify(value)}`,
      );
      return `[${parts.join(',')}]`;
    })
    .join('');
}
