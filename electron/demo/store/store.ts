// All objects of the demo cluster, and what happened to them lately: what etcd and the watch cache are to a real one.
import { type JsonObject, stringAt } from './json.ts';
import { BUILT_IN_GROUPS, type Resource } from './resources.ts';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One change. `previous` is absent when the object was added. */
export interface Change {
  readonly revision: number;
  readonly type: ChangeType;
  readonly resource: Resource;
  readonly object: JsonObject;
  readonly previous: JsonObject | undefined;
}

/** What is kept on disk. */
export interface Snapshot {
  readonly revision: number;
  readonly objects: readonly JsonObject[];
}

/** How many changes are remembered: watches and lists older than these get 410. */
export const REMEMBERED_CHANGES = 2000;

/** Holds immutable objects by kind, namespace and name; every write gets the next revision and is told to all listeners. */
export class Store {
  #revision: number;
  #forgotten: number;
  readonly #objects = new Map<string, JsonObject>();
  readonly #changes: Change[] = [];
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(snapshot?: Snapshot) {
    // A crash may have lost the last changes: revisions that somebody has seen must not come again.
    this.#revision = snapshot === undefined ? 1 : snapshot.revision + REMEMBERED_CHANGES;
    this.#forgotten = this.#revision;
    for (const object of snapshot?.objects ?? []) this.#objects.set(keyOfObject(object), object);
  }

  /** The revision of the last change. */
  get revision(): number {
    return this.#revision;
  }

  /** Changes up to this revision are forgotten. */
  get forgotten(): number {
    return this.#forgotten;
  }

  get(resource: Resource, namespace: string, name: string): JsonObject | undefined {
    return this.#objects.get(key(kindKey(resource), namespace, name));
  }

  /** All objects of a kind, in one namespace or in all (`''`), sorted by namespace and name; as of a revision if given. */
  list(resource: Resource, namespace = '', revision = this.#revision): readonly JsonObject[] {
    const prefix = `${kindKey(resource)}/${namespace === '' ? '' : `${namespace}/`}`;
    const found = new Map([...this.#objects].filter(([path]) => path.startsWith(prefix)));
    for (const change of this.#changes.toReversed()) {
      if (change.revision <= revision) break;
      const path = keyOfObject(change.object);
      if (!path.startsWith(prefix)) continue;
      if (change.previous === undefined) found.delete(path);
      else found.set(path, change.previous);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /** Stores an object under the next revision, which it carries from then on. */
  put(resource: Resource, object: JsonObject): JsonObject {
    const previous = this.#objects.get(keyOfObject(object));
    const revision = this.#revision + 1;
    const stored = stamped(object, revision);
    this.#objects.set(keyOfObject(stored), stored);
    this.#tell({ revision, type: previous === undefined ? 'ADDED' : 'MODIFIED', resource, object: stored, previous });
    return stored;
  }

  /** Takes an object away; its last state carries the revision of its end. */
  remove(resource: Resource, object: JsonObject): JsonObject {
    const previous = this.#objects.get(keyOfObject(object));
    if (previous === undefined) return object;
    const revision = this.#revision + 1;
    this.#objects.delete(keyOfObject(object));
    const last = stamped(object, revision);
    this.#tell({ revision, type: 'DELETED', resource, object: last, previous });
    return last;
  }

  /** The changes after a revision, oldest first; undefined when they are forgotten. */
  changesAfter(revision: number): readonly Change[] | undefined {
    if (revision < this.#forgotten) return undefined;
    return this.#changes.filter((change) => change.revision > revision);
  }

  /** Calls the listener with every change from now on; returns its undo. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Forgets all changes so far, as etcd's compaction does every few minutes. */
  compact(): void {
    this.#changes.length = 0;
    this.#forgotten = this.#revision;
  }

  snapshot(): Snapshot {
    return { revision: this.#revision, objects: [...this.#objects.values()] };
  }

  #tell(change: Change): void {
    this.#revision = change.revision;
    this.#changes.push(change);
    if (this.#changes.length > REMEMBERED_CHANGES) this.#forgotten = this.#changes.shift()?.revision ?? this.#forgotten;
    for (const listener of this.#listeners) listener(change);
  }
}

function key(kind: string, namespace: string, name: string): string {
  return namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** A custom resource may be called as a built-in kind is. */
function kindKey({ group, kind }: Pick<Resource, 'group' | 'kind'>): string {
  return BUILT_IN_GROUPS.has(group) ? kind : `${kind}.${group}`;
}

function keyOfObject(object: JsonObject): string {
  const apiVersion = stringAt(object, 'apiVersion');
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const kind = kindKey({ group, kind: stringAt(object, 'kind') });
  return key(kind, stringAt(object, 'metadata.namespace'), stringAt(object, 'metadata.name'));
}

function stamped(object: JsonObject, revision: number): JsonObject {
  return { ...object, metadata: { ...(object.metadata as JsonObject), resourceVersion: String(revision) } };
}
