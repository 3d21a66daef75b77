// The objects that a watch has told of: how new each is, and how much all of them take.
import type { KubeObject } from '../../shared/model/object.ts';
import type { WholeList } from './list-all.ts';
import { isNewer } from './resource-version.ts';
import type { ObjectEvent } from './watch-event.ts';

interface Entry {
  readonly version: string | undefined;
  readonly values: number;
}

/** Never more than `most` values of JSON, but for one event. */
export class Told {
  readonly #most: number;
  readonly #objects = new Map<string, Entry>();
  /** Remembered for one watch, so that a late event does not bring them back. */
  readonly #deleted = new Set<string>();
  #values = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** All objects there are. */
  begin({ objects, values }: WholeList): void {
    this.#objects.clear();
    this.#deleted.clear();
    this.#values = values;
    const share = Math.ceil(values / Math.max(1, objects.length));
    for (const object of objects) {
      this.#objects.set(keyOf(object), { version: object.metadata.resourceVersion, values: share });
    }
  }

  /** Whether an event is news; it is then known. `values`: see `KubeResponse`. */
  note({ type, object }: ObjectEvent, values: number): boolean {
    const key = keyOf(object);
    const { resourceVersion: version } = object.metadata;
    const before = this.#objects.get(key);
    if (!isNewer(version, before?.version)) return false;
    this.#values += values - (before?.values ?? 0);
    this.#objects.set(key, { version, values });
    if (type === 'DELETED') this.#deleted.add(key);
    else this.#deleted.delete(key);
    return true;
  }

  get isFull(): boolean {
    return this.#values > this.#most;
  }

  /** A new watch tells nothing of what was deleted before it. */
  forgetDeleted(): void {
    for (const key of this.#deleted) {
      this.#values -= this.#objects.get(key)?.values ?? 0;
      this.#objects.delete(key);
    }
    this.#deleted.clear();
  }
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
