// Keeps what the watches tell of one namespace as a snapshot, and says when it changed, went stale, or can be had no more.
import type { KubeObject } from '../../shared/model/object.ts';
import { DisposalStack, type Dispose } from '../disposal.ts';
import type { KubeClient } from '../kube/client.ts';
import { watchList } from '../kube/watch-list.ts';
import { Heartbeat } from './heartbeat.ts';
import { WATCHED, WATCHED_KINDS, type WatchedKindName } from './kinds.ts';
import type { Snapshot } from './snapshot.ts';

/** A rollout is dozens of events a second: they are told together. */
const BATCH_MS = 100;

/** A watch that is down for less is not worth a word: it is the ordinary end of a connection. */
const STALE_AFTER_MS = 2_000;

/** What is known of one kind. */
interface Shelf {
  readonly byName: Map<string, KubeObject>;
  /** The objects as a list; dropped when one changes. */
  list: readonly KubeObject[] | undefined;
  isRead: boolean;
  /** Whether it has to be read again before it is known to be true. */
  isOutdated: boolean;
  /** Why its watch is down; undefined while it is live, and before its first word. */
  problem: string | undefined;
  /** When it went down, in ms since the epoch; 0 if it never was live. */
  downAt: number;
}

/** Options of {@link ClusterStore}. */
export interface ClusterStoreOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  /** Default: all kinds that there are rules for. */
  readonly kinds?: readonly WatchedKindName[];
  /** Called at most each 100 ms, not while the store is made. */
  readonly onChange: (snapshot: Snapshot) => void;
  /** Waited for between reading all and watching: whoever looks once saves the connections. Default: nothing is waited for. */
  readonly watchAfter?: Promise<void>;
  /** Replaced in tests. */
  readonly watch?: typeof watchList;
}

/** Watches from the moment it is made until it is disposed. */
export class ClusterStore {
  readonly #namespace: string;
  readonly #kinds: readonly WatchedKindName[];
  readonly #onChange: (snapshot: Snapshot) => void;
  readonly #shelves: Record<WatchedKindName, Shelf>;
  readonly #heartbeat: Heartbeat;
  readonly #start: (kind: WatchedKindName) => Dispose;
  #undos = new DisposalStack();
  /** Undefined while the API server answers and all is read that may have been missed. `at` as in the snapshot. */
  #silence: { readonly reason: string; readonly at: number; readonly isOver: boolean } | undefined;
  #batch: NodeJS.Timeout | undefined;
  #staleTimer: NodeJS.Timeout | undefined;
  #isStale = false;

  constructor(options: ClusterStoreOptions) {
    const { client, namespace, kinds = WATCHED_KINDS, onChange, watchAfter, watch = watchList } = options;
    this.#namespace = namespace;
    this.#kinds = kinds;
    this.#onChange = onChange;
    this.#shelves = byKind(() => ({
      byName: new Map(),
      list: [],
      isRead: false,
      isOutdated: false,
      problem: undefined,
      downAt: 0,
    }));
    this.#heartbeat = new Heartbeat(client, {
      onSilence: (reason, heardAt) => this.#onSilence(reason, heardAt),
      onAnswer: () => this.#onAnswer(),
    });
    const settings = watchAfter === undefined ? {} : { watchAfter };
    this.#start = (kind) => watch(client, { path: WATCHED[kind].path(namespace) }, this.#observer(kind), settings);
    for (const kind of kinds) this.#undos.defer(this.#start(kind));
  }

  /** What is known now. */
  get current(): Snapshot {
    const objects = byKind((kind) => this.#listOf(kind));
    const essential = this.#kinds.filter((kind) => WATCHED[kind].isEssential).map((kind) => this.#shelves[kind]);
    const refused = this.#kinds.filter(
      (kind) => !this.#shelves[kind].isRead && this.#shelves[kind].problem !== undefined,
    );
    const problem = this.#silence?.reason ?? essential.find((shelf) => shelf.problem !== undefined)?.problem;
    return {
      namespace: this.#namespace,
      objects,
      isComplete: essential.every(({ isRead }) => isRead),
      at: this.#isStale ? Math.min(...essential.map(lastTrueAt), this.#silence?.at ?? Date.now()) : Date.now(),
      stale: this.#isStale,
      isAnswering: this.#silence?.isOver !== false,
      ...(this.#isStale && problem !== undefined ? { staleReason: problem } : {}),
      ...(refused.length > 0 ? { refused } : {}),
    };
  }

  /** Ends the watches; nothing is told after that. */
  async dispose(): Promise<void> {
    clearTimeout(this.#batch);
    clearTimeout(this.#staleTimer);
    await this.#heartbeat.dispose();
    await this.#undos.dispose();
  }

  #observer(kind: WatchedKindName): Parameters<typeof watchList>[2] {
    const shelf = this.#shelves[kind];
    // Items of a list come without their type.
    const typed = (object: KubeObject): KubeObject => ({ ...object, apiVersion: WATCHED[kind].apiVersion, kind });
    return {
      onSnapshot: (objects) => {
        shelf.byName.clear();
        for (const object of objects) shelf.byName.set(object.metadata.name, typed(object));
        shelf.isRead = true;
        shelf.isOutdated = false;
        this.#heartbeat.heard();
        this.#changed(shelf);
        this.#judge();
      },
      onEvent: ({ type, object }) => {
        if (type === 'DELETED') shelf.byName.delete(object.metadata.name);
        else shelf.byName.set(object.metadata.name, typed(object));
        this.#heartbeat.heard();
        this.#changed(shelf);
      },
      onState: ({ live, reason }) => {
        if (!live && shelf.problem === undefined && shelf.isRead) shelf.downAt = Date.now();
        shelf.problem = live ? undefined : (reason ?? 'The connection to the cluster was lost.');
        if (live) this.#heartbeat.heard();
        else this.#heartbeat.check();
        if (WATCHED[kind].isEssential) this.#judge();
      },
    };
  }

  #listOf(kind: WatchedKindName): readonly KubeObject[] {
    const shelf = this.#shelves[kind];
    shelf.list ??= [...shelf.byName.values()];
    return shelf.list;
  }

  #changed(shelf: Shelf): void {
    shelf.list = undefined;
    this.#schedule();
  }

  #schedule(): void {
    this.#batch ??= setTimeout(() => {
      this.#batch = undefined;
      this.#onChange(this.current);
    }, BATCH_MS);
  }

  #onSilence(reason: string, at: number): void {
    this.#silence = { reason, at, isOver: false };
    clearTimeout(this.#staleTimer);
    this.#staleTimer = undefined;
    this.#isStale = true;
    this.#schedule();
  }

  /** The watches of before may hang on connections that lead nowhere: they are begun anew, and what is known with them. */
  #onAnswer(): void {
    if (this.#silence !== undefined) this.#silence = { ...this.#silence, isOver: true };
    void this.#undos.dispose();
    this.#undos = new DisposalStack();
    for (const kind of this.#kinds) {
      const shelf = this.#shelves[kind];
      shelf.isOutdated = true;
      shelf.problem = undefined;
      this.#undos.defer(this.#start(kind));
    }
    this.#schedule();
  }

  /** Stale is told when a watch has been down for a while, fresh as soon as all are up and what they told of is read. */
  #judge(): void {
    if (this.#silence?.isOver === false) return;
    const isDown = this.#kinds.some((kind) => WATCHED[kind].isEssential && isInDoubt(this.#shelves[kind]));
    if (!isDown) {
      clearTimeout(this.#staleTimer);
      this.#staleTimer = undefined;
      this.#silence = undefined;
      if (!this.#isStale) return;
      this.#isStale = false;
      this.#schedule();
      return;
    }
    if (this.#isStale) return;
    this.#staleTimer ??= setTimeout(() => {
      this.#staleTimer = undefined;
      this.#isStale = true;
      this.#schedule();
    }, STALE_AFTER_MS);
  }
}

function isInDoubt({ problem, isOutdated }: Shelf): boolean {
  return problem !== undefined || isOutdated;
}

function lastTrueAt({ problem, downAt }: Shelf): number {
  return problem === undefined ? Date.now() : downAt;
}

function byKind<T>(make: (kind: WatchedKindName) => T): Record<WatchedKindName, T> {
  return Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, make(kind)])) as Record<WatchedKindName, T>;
}
