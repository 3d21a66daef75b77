// Reads and writes `metadata.managedFields`: who owns which fields.
import type { FieldPath } from './field-paths.ts';
import { isObject, type Json, type JsonObject, listAt, stringAt } from './json.ts';

/** One entry. `time` is when its set of fields last changed. */
export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
  readonly fields: ReadonlySet<FieldPath>;
}

/** Whether two entries are the same manager's in the same role. */
export function isSameManager(a: Omit<Manager, 'fields' | 'time'>, b: Omit<Manager, 'fields' | 'time'>): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.apiVersion === b.apiVersion &&
    a.subresource === b.subresource
  );
}

/** The entries of an object. */
export function managersOf(object: JsonObject): readonly Manager[] {
  return listAt(object, 'metadata.managedFields').map((entry) => {
    const fields = new Set<FieldPath>();
    const tree = isObject(entry) ? entry.fieldsV1 : undefined;
    if (isObject(tree)) readTree(tree, '', fields);
    return {
      manager: stringAt(entry, 'manager'),
      operation: stringAt(entry, 'operation') === 'Apply' ? 'Apply' : 'Update',
      apiVersion: stringAt(entry, 'apiVersion'),
      subresource: stringAt(entry, 'subresource'),
      time: stringAt(entry, 'time'),
      fields,
    };
  });
}

/** The object with these entries, in the API server's order; entries that own nothing are left out. */
export function withManagers(object: JsonObject, managers: readonly Manager[]): JsonObject {
  const entries = managers
    .filter(({ fields }) => fields.size > 0)
    .sort(byRole)
    .map(formatManager);
  const { managedFields: _old, ...metadata } = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: entries.length === 0 ? metadata : { ...metadata, managedFields: entries } };
}

function byRole(a: Manager, b: Manager): number {
  if (a.operation !== b.operation) return a.operation < b.operation ? -1 : 1;
  if (a.operation === 'Update' && a.time !== b.time) return a.time < b.time ? -1 : 1;
  return compare(a.manager, b.manager) || compare(a.apiVersion, b.apiVersion) || compare(a.subresource, b.subresource);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function formatManager(manager: Manager): JsonObject {
  return {
    manager: manager.manager,
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    ...(manager.time === '' ? {} : { time: manager.time }),
    fieldsType: 'FieldsV1',
    fieldsV1: writeTree(manager.fields),
    ...(manager.subresource === '' ? {} : { subresource: manager.subresource }),
  };
}

function readTree(tree: JsonObject, path: FieldPath, into: Set<FieldPath>): void {
  for (const [segment, below] of Object.entries(tree)) {
    if (segment === '.') {
      into.add(path);
      continue;
    }
    const inner = path === '' ? segment : `${path}\n${segment}`;
    if (isObject(below) && Object.keys(below).length > 0) readTree(below, inner, into);
    else into.add(inner);
  }
}

interface Node {
  isMember: boolean;
  readonly below: Map<string, Node>;
}

function writeTree(fields: ReadonlySet<FieldPath>): JsonObject {
  const root: Node = { isMember: false, below: new Map() };
  for (const path of fields) {
    let node = root;
    for (const segment of path.split('\n')) {
      let next = node.below.get(segment);
      if (next === undefined) {
        next = { isMember: false, below: new Map() };
        node.below.set(segment, next);
      }
      node = next;
    }
    node.isMember = true;
  }
  return writeNode(root, true);
}

function writeNode(node: Node, isRoot = false): JsonObject {
  const tree: Record<string, Json> = {};
  if (node.isMember && node.below.size > 0 && !isRoot) tree['.'] = {};
  for (const segment of [...node.below.keys()].sort()) {
    const below = node.below.get(segment);
    if (below !== undefined) tree[segment] = writeNode(below);
  }
  return tree;
}
