// The fields that a manager owns, by `metadata.managedFields`, and their values.
// Format: https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go

import { isRecord, type Json, record, records } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { isEqual } from './canonical.ts';
import { parseKey } from './key-json.ts';

/** The field manager of everything that a release owns; Helm 4 uses the same, so that its rollback meets no conflict. */
export const FIELD_MANAGER = 'helm';

/**
 * A tree of `f:field`, `k:{key}`, `v:value`, `i:index`; `.` is the node itself. An empty node owns all below it, one with `.`
 * alone nothing but itself. A set without members owns nothing.
 */
export type FieldSet = Json;

/** What `manager` owns by server-side apply; empty when it owns nothing. */
export function ownedFields(object: KubeObject, manager: string = FIELD_MANAGER): FieldSet {
  const entries = records(object.metadata.managedFields);
  const entry = entries.find((candidate) => isApplied(candidate, manager));
  const others = entries.filter((other) => other !== entry).map(({ fieldsV1 }) => record(fieldsV1));
  return withoutOthers(record(entry?.fieldsV1), others);
}

/** Kubernetes writes an empty map that is owned, such as `data: {}`, as it writes an atomic value: others tell them apart by what they own below it. */
function withoutOthers(fields: FieldSet, others: readonly FieldSet[]): FieldSet {
  const apart = Object.entries(fields).map(([key, node]): [string, FieldSet] => {
    const below = others.map((other) => record(other[key]));
    if (!isWhole(node)) return [key, withoutOthers(record(node), below)];
    return [key, below.every(isWhole) ? {} : { '.': {} }];
  });
  return Object.fromEntries(apart);
}

/** What Helm 3 owns, which updates instead of applying. */
export function updatedFields(object: KubeObject): FieldSet {
  return records(object.metadata.managedFields)
    .filter(isHelmUpdate)
    .reduce<FieldSet>((fields, { fieldsV1 }) => union(fields, record(fieldsV1)), {});
}

/** Whether an entry of `managedFields` is what `manager` has applied. */
export function isApplied(entry: Json, manager: string = FIELD_MANAGER): boolean {
  return entry.manager === manager && entry.operation === 'Apply' && entry.subresource === undefined;
}

/** Whether an entry of `managedFields` is Helm 3's. */
export function isHelmUpdate({ manager, operation, subresource }: Json): boolean {
  return manager === FIELD_MANAGER && operation === 'Update' && subresource === undefined;
}

/** What either owns. Where one owns a node as a whole and the other fields of it, it is a map: an atomic value has no fields. */
export function union(left: FieldSet, right: FieldSet): FieldSet {
  const merged = new Map(Object.entries(left));
  for (const [key, node] of Object.entries(right)) {
    const known = merged.get(key);
    if (known === undefined || isWhole(known))
      merged.set(key, known === undefined || isWhole(node) ? node : itself(node));
    else merged.set(key, isWhole(node) ? itself(known) : union(record(known), record(node)));
  }
  return Object.fromEntries(merged);
}

function itself(node: unknown): FieldSet {
  return { '.': {}, ...record(node) };
}

/** The part of an object that `fields` owns. */
export function pick(object: unknown, fields: FieldSet): unknown {
  return isWhole(fields) ? {} : pickNode(object, fields);
}

function pickNode(value: unknown, fields: FieldSet): unknown {
  if (isWhole(fields)) return value;
  if (Array.isArray(value)) return pickItems(value, fields);
  if (!isRecord(value)) return value;
  // Of its own fields alone: every object inherits a `constructor`. Assigned, a field called `__proto__` would be lost.
  const picked = Object.entries(fields).flatMap(([key, node]) => {
    const name = key.slice(2);
    return key.startsWith('f:') && Object.hasOwn(value, name) ? [[name, pickNode(value[name], record(node))]] : [];
  });
  return Object.fromEntries(picked);
}

function pickItems(list: readonly unknown[], fields: FieldSet): readonly unknown[] {
  const entries = Object.entries(fields);
  return list.flatMap((item, index) => {
    const found = entries.find(([key]) => isItem(key, item, index));
    return found === undefined ? [] : [pickNode(item, record(found[1]))];
  });
}

function isItem(key: string, item: unknown, index: number): boolean {
  const content = key.slice(2);
  switch (key.slice(0, 2)) {
    case 'k:':
      return Object.entries(record(parseKey(content))).every(([name, value]) => isEqual(record(item)[name], value));
    case 'v:':
      return isEqual(item, parseKey(content));
    case 'i:':
      return Number(content) === index;
    default:
      return false;
  }
}

function isWhole(node: unknown): boolean {
  return Object.keys(record(node)).length === 0;
}
