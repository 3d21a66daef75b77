// The snapshots that the session's own watch makes, for streams that look at the same namespace or at the same cluster.
import type { Snapshot } from '../cluster/snapshot.ts';
import type { Dispose } from '../disposal.ts';

export class SnapshotFeed {
  readonly namespace: string;
  readonly #current: () => Snapshot | null;
  readonly #listeners = new Set<() => void>();
  readonly #onRevived = new Set<() => void>();
  #isAnswering = true;

  /** `current`: null while nothing is watched. */
  constructor(namespace: string, current: () => Snapshot | null) {
    this.namespace = namespace;
    this.#current = current;
  }

  /** What is known now. */
  get current(): Snapshot | null {
    return this.#current();
  }

  /** Why the API server is not heard of at all; undefined while it is. */
  get silence(): string | undefined {
    const snapshot = this.current;
    if (snapshot === null || !snapshot.stale || snapshot.isAnswering) return undefined;
    return snapshot.staleReason ?? 'The connection to the cluster was lost.';
  }

  /** There is a new snapshot. */
  tell(): void {
    const isAnswering = this.current?.isAnswering !== false;
    const isRevived = isAnswering && !this.#isAnswering;
    this.#isAnswering = isAnswering;
    for (const listener of [...this.#listeners, ...(isRevived ? this.#onRevived : [])]) listener();
  }

  /** Calls `listener` at each new one. Returns its undo. */
  subscribe(listener: () => void): Dispose {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls `listener` when the API server answers after a silence. Returns its undo. */
  onRevived(listener: () => void): Dispose {
    this.#onRevived.add(listener);
    return () => void this.#onRevived.delete(listener);
  }
}
