// Server-side apply and its bookkeeping: who owns a field after a write, and who would lose one.
// Source: https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/merge/update.go
import { compareFields, type FieldPath, fieldsOf, formatPath } from './field-paths.ts';
import { equalJson, type Json, type JsonObject, listAt } from './json.ts';
import { isSameManager, type Manager, managersOf } from './managed-fields.ts';
import { mergeTyped, pruneTyped, withAncestors } from './merge.ts';
import { type FieldType, structOf, typeOfKind } from './schema.ts';

/** Who writes, in which role. */
export interface Writer {
  readonly manager: string;
  readonly apiVersion: string;
  readonly subresource: string;
  /** RFC 3339, to the second. */
  readonly time: string;
}

/** A field that somebody else owns. */
export interface Conflict {
  readonly owner: Manager;
  readonly path: FieldPath;
}

/** Fields that nobody owns: the server's own, and those that identify an object. */
const NOBODYS: ReadonlySet<string> = new Set([
  'f:apiVersion',
  'f:kind',
  'f:metadata',
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
  ].map((name) => `f:metadata\nf:${name}`),
]);

/** The managers after an ordinary write; the writer takes over whatever it changed. */
export function managersAfterUpdate(
  before: JsonObject | undefined,
  after: JsonObject,
  kind: string,
  writer: Writer,
): readonly Manager[] {
  const type = typeOfKind(kind);
  const base = before ?? (emptyOf(type) as JsonObject);
  const { added, modified, removed } = compareFields(base, after, type);
  const taken = new Set([...added, ...modified].filter((path) => isOwnable(path)));
  const managers = knownManagers(before, after, writer).map((manager) => ({
    ...manager,
    fields: new Set([...manager.fields].filter((path) => !taken.has(path) && !removed.has(path))),
  }));
  if (taken.size === 0) return managers;
  const self = { ...writer, operation: 'Update' as const };
  const mine = managers.find((manager) => isSameManager(manager, self));
  const fields = new Set([...(mine?.fields ?? []), ...taken]);
  return [...managers.filter((manager) => manager !== mine), { ...self, fields }];
}

/**
 * The entries that a write begins with: an ordinary one may set them, one that leaves them out does not mean to take them away.
 * Source: https://github.com/kubernetes/apimachinery/blob/master/pkg/util/managedfields/internal/fieldmanager.go
 */
function knownManagers(before: JsonObject | undefined, after: JsonObject, { subresource }: Writer): readonly Manager[] {
  if (before === undefined) return [];
  const sent = listAt(after, 'metadata.managedFields');
  if (subresource !== '' || sent.length === 0) return managersOf(before);
  const isReset = sent.length === 1 && equalJson(sent[0], {});
  return isReset ? [] : managersOf(after);
}

export type ApplyResult =
  | { readonly object: JsonObject; readonly managers: readonly Manager[] }
  | { readonly conflicts: readonly Conflict[] };

/** Applies a configuration onto the live object (absent: creates). Conflicts are refused unless forced. */
export function applyConfiguration(
  live: JsonObject | undefined,
  config: JsonObject,
  kind: string,
  writer: Writer,
  force: boolean,
): ApplyResult {
  const type = typeOfKind(kind);
  const base = live ?? (emptyOf(type) as JsonObject);
  const self = { ...writer, operation: 'Apply' as const };
  const before = live === undefined ? [] : managersOf(live);
  const mine = before.find((manager) => isSameManager(manager, self));
  const others = before.filter((manager) => manager !== mine);
  const fields = new Set([...fieldsOf(config, type)].filter(isOwnable));
  const owned = withAncestors([...fields, ...others.flatMap((manager) => [...manager.fields]), ...NOBODYS]);
  const merged = mergeTyped(base, config, type);
  const object = pruneTyped(merged, type, withAncestors(mine?.fields ?? []), owned) as JsonObject;
  const { added, modified, removed } = compareFields(base, object, type);
  const conflicts = others.flatMap((owner) =>
    [...owner.fields]
      .filter((path) => (added.has(path) || modified.has(path)) && isOwnable(path))
      .map((path) => ({ owner, path })),
  );
  if (conflicts.length > 0 && !force) return { conflicts };
  const lost = new Set([...conflicts.map(({ path }) => path), ...removed]);
  const isSame = added.size === 0 && modified.size === 0 && removed.size === 0;
  return {
    object,
    managers: [
      ...others.map((manager) => ({
        ...manager,
        fields: new Set([...manager.fields].filter((path) => !lost.has(path))),
      })),
      { ...self, fields, time: isSame ? (mine?.time ?? '') : writer.time },
    ],
  };
}

/** The API server's words for conflicts: the message and the causes of its Status. */
export function describeConflicts(conflicts: readonly Conflict[]) {
  const ownerOf = ({ operation, manager, subresource, apiVersion }: Manager) => {
    const role = subresource === '' ? '' : ` with subresource "${subresource}"`;
    return `"${manager}"${role}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
  };
  const causes = conflicts.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${ownerOf(owner)}`,
    field: formatPath(path),
  }));
  const byOwner = new Map<string, string[]>();
  for (const { owner, path } of conflicts) {
    byOwner.set(ownerOf(owner), [...(byOwner.get(ownerOf(owner)) ?? []), formatPath(path)].sort());
  }
  const first = causes[0];
  const list = [...byOwner.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([owner, paths]) => `conflicts with ${owner}:\n${paths.map((path) => `- ${path}`).join('\n')}`)
    .join('\n');
  const message =
    causes.length === 1 && first !== undefined
      ? `Apply failed with 1 conflict: ${first.message}: ${first.field}`
      : `Apply failed with ${causes.length} conflicts: ${list}`;
  return { message, causes };
}

/** What the API server starts from when it creates an object: its always present structs, all empty. */
export function emptyOf(type: FieldType): Json {
  if (type.is === 'list') return [];
  if (type.is === 'map') return {};
  if (type.is !== 'struct') return null;
  const object: Record<string, Json> = {};
  for (const [name, field] of structOf(type.name).fields) {
    const isList = field.isRequired && field.type.is === 'list';
    if (field.isAlwaysThere || isList) object[name] = emptyOf(field.type);
  }
  return object;
}

function isOwnable(path: FieldPath): boolean {
  return !NOBODYS.has(path);
}
