// A table of the whole cluster, while a page shows it: all of it once, then what changes.
import { toAppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { DisposalStack } from '../disposal.ts';
import { tableRow } from '../inspect/table-row.ts';
import type { KubeClient } from '../kube/client.ts';
import { watchKept } from '../kube/watch-list.ts';
import { Paced } from './paced.ts';
import type { SnapshotFeed } from './snapshot-feed.ts';
import type { Asked, StreamSource, Telling } from './stream-kind.ts';
import { TABLE_KINDS, type TableKind, tablePath } from './table-kinds.ts';
import { TableRows } from './table-rows.ts';

/** As the contract has it. */
const PACE_MS = 250;

/** A watch that is down for less is the ordinary end of a connection. */
const STALE_AFTER_MS = 2_000;

/** What tables are read from. */
export interface TableStreamOptions {
  readonly client: KubeClient;
  /** Of the stack's namespace, which is shown where all may not be read. */
  readonly feed: SnapshotFeed;
  /** Replaced in tests. */
  readonly watch?: typeof watchKept;
}

/** Of one cluster. */
export function tableStream(options: TableStreamOptions): StreamSource<'table'> {
  return (request, telling) => {
    const following = new TableFollowing(options, request, telling);
    following.begin().catch((error: unknown) => {
      if (telling.signal.aborted) return;
      telling.tell({ isWhole: true, set: [], removed: [], staleReason: toAppError(error).message });
    });
    return following;
  };
}

class TableFollowing {
  readonly #options: TableStreamOptions;
  readonly #request: Asked<'table'>;
  readonly #telling: Telling<'table'>;
  readonly #kinds: readonly TableKind[];
  readonly #rows: TableRows;
  readonly #paced: Paced;
  readonly #undos = new DisposalStack();
  #watches = new DisposalStack();
  /** Kinds that have been read, or have been found not to be. */
  readonly #known = new Set<string>();
  /** Why a kind is not live. */
  readonly #problems = new Map<string, string>();
  #staleTimer: NodeJS.Timeout | undefined;
  #isStale = false;
  #toldReason: string | undefined;

  constructor(options: TableStreamOptions, request: Asked<'table'>, telling: Telling<'table'>) {
    this.#options = options;
    this.#request = request;
    this.#telling = telling;
    this.#kinds = TABLE_KINDS[request.table];
    this.#rows = new TableRows();
    this.#paced = new Paced(PACE_MS, () => this.#tell());
    this.#undos.defer(() => this.#paced.dispose());
    this.#undos.defer(() => clearTimeout(this.#staleTimer));
    this.#undos.defer(() => this.#watches.dispose());
  }

  /** Rejects where nothing of it may be read. */
  async begin(): Promise<void> {
    const namespace = this.#request.namespace ?? (await this.#namespace());
    if (this.#telling.signal.aborted) return;
    this.#watchAll(namespace);
    this.#undos.defer(this.#options.feed.subscribe(() => this.#paced.ask()));
    // Watches of before a silence may hang on connections that lead nowhere.
    this.#undos.defer(
      this.#options.feed.onRevived(() => {
        void this.#watches.dispose();
        this.#watches = new DisposalStack();
        this.#watchAll(namespace);
      }),
    );
  }

  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  /** Undefined: all of them. The stack's, where all may not be read. */
  async #namespace(): Promise<string | undefined> {
    const { client, feed } = this.#options;
    const [kind] = this.#kinds;
    if (kind === undefined || !kind.isNamespaced) return undefined;
    const { signal } = this.#telling;
    try {
      await client.request({ path: tablePath(kind, undefined), query: { limit: 1 }, signal });
      return undefined;
    } catch (error) {
      if (toAppError(error).code !== 'forbidden') return undefined;
    }
    await client.request({ path: tablePath(kind, feed.namespace), query: { limit: 1 }, signal });
    return feed.namespace;
  }

  #watchAll(namespace: string | undefined): void {
    const { client, watch = watchKept } = this.#options;
    const { table } = this.#request;
    for (const kind of this.#kinds) {
      const { apiVersion } = kind;
      const stop = watch(
        client,
        { path: tablePath(kind, namespace) },
        // Rows and no objects: ten thousand pods are hundreds of megabytes.
        (object: KubeObject) => tableRow(table, { ...object, apiVersion, kind: kind.kind }),
        {
          onSnapshot: (rows) => {
            this.#rows.all(kind, rows);
            this.#known.add(kind.kind);
            this.#paced.ask();
          },
          onEvent: ({ type, object: row }) => {
            if (type === 'DELETED') this.#rows.remove(kind, row);
            else this.#rows.put(kind, row);
            this.#paced.ask();
          },
          onState: ({ live, reason = 'The connection to the cluster was lost.' }) => {
            if (live) this.#problems.delete(kind.kind);
            else this.#problems.set(kind.kind, reason);
            this.#judge();
          },
        },
      );
      this.#watches.defer(stop);
    }
  }

  #judge(): void {
    if (this.#problems.size === 0) {
      clearTimeout(this.#staleTimer);
      this.#staleTimer = undefined;
      this.#isStale = false;
      this.#paced.ask();
      return;
    }
    this.#staleTimer ??= setTimeout(() => {
      this.#isStale = true;
      for (const kind of this.#problems.keys()) this.#known.add(kind);
      this.#paced.ask();
    }, STALE_AFTER_MS);
  }

  #tell(): void {
    if (this.#known.size < this.#kinds.length) return;
    const [problem] = this.#problems.values();
    const reason = this.#options.feed.silence ?? (this.#isStale ? problem : undefined);
    const change = this.#rows.take();
    if (change === undefined && reason === this.#toldReason) return;
    this.#toldReason = reason;
    const nothing = { isWhole: false, set: [], removed: [] };
    this.#telling.tell({ ...(change ?? nothing), ...(reason === undefined ? {} : { staleReason: reason }) });
  }
}
