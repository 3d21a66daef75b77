// The objects that a watch has told of: how new each is, and how much all of them take.
import type { KubeObject } from '../../shared/model/object.ts';
import { isNewer } from './resource-version.ts';
import type { ObjectEvent } from './watch-event.ts';

interface Entry {
  readonly version: string | undefined;
  readonly values: number;
}

/** Says when what is kept of them is more than `most` values of JSON. */
export class Told {
  readonly #most: number;
  readonly #objects = new Map<string, Entry>();
  /** Remembered for one watch, so that a late event does not bring them back. */
  readonly #deleted = new Set<string>();
  #values = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** A list begins: nothing of before counts. */
  begin(): void {
    this.#objects.clear();
    this.#deleted.clear();
    this.#values = 0;
  }

  /** An object of the list. `values`: of what is kept of it. */
  list(object: KubeObject, values: number): void {
    const key = keyOf(object);
    this.#values += values - (this.#objects.get(key)?.values ?? 0);
    this.#objects.set(key, { version: object.metadata.resourceVersion, values });
  }

  /** Whether an event is news; it is then known. `values`: of what is kept of its object. */
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

  /** How many objects there are. */
  get count(): number {
    return this.#objects.size - this.#deleted.size;
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
