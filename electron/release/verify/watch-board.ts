// Several watches seen as one: the objects of each list as they are now.
import type { KubeObject } from '../../../shared/model/object.ts';
import { DisposalStack, type Dispose } from '../../disposal.ts';
import type { KubeClient } from '../../kube/client.ts';
import type { ListTarget } from '../../kube/list-all.ts';
import { type WatchObserver, watchList } from '../../kube/watch-list.ts';

interface Board {
  readonly objects: Map<string, KubeObject>;
  /** Objects that have gone, as they were seen last. */
  readonly gone: Map<string, KubeObject>;
  /** `objects` as a list, made when asked for; the same until something changes. */
  list: readonly KubeObject[] | undefined;
  isRead: boolean;
  /** Why it is not live, in a sentence. */
  reason: string | undefined;
}

/** Lists by path. `onChange` is called at every change, also of a watch's state. */
export class WatchBoard {
  readonly #boards = new Map<string, Board>();
  readonly #client: KubeClient;
  readonly #onChange: () => void;
  readonly #undos = new DisposalStack();
  readonly #watching: Promise<void>;
  /** Lets the lists be watched. Until then each is read, once: often that is all that is needed. */
  watch: () => void = () => {};

  constructor(client: KubeClient, onChange: () => void) {
    this.#client = client;
    this.#onChange = onChange;
    this.#watching = new Promise((resolve) => {
      this.watch = resolve;
    });
  }

  /** Ends all watches. */
  readonly dispose: Dispose = () => this.#undos.dispose();

  /** Reads a list under this name, once, and watches it when that is let. */
  add(key: string, target: ListTarget): void {
    if (this.#boards.has(key)) return;
    const board: Board = { objects: new Map(), gone: new Map(), list: undefined, isRead: false, reason: undefined };
    this.#boards.set(key, board);
    const changed = (): void => {
      board.list = undefined;
      this.#onChange();
    };
    const observer: WatchObserver = {
      onSnapshot: (objects) => {
        for (const [name, object] of board.objects) board.gone.set(name, object);
        board.objects.clear();
        for (const object of objects) board.objects.set(nameOf(object), object);
        board.isRead = true;
        changed();
      },
      onEvent: ({ type, object }) => {
        if (type === 'DELETED') {
          board.objects.delete(nameOf(object));
          board.gone.set(nameOf(object), object);
        } else board.objects.set(nameOf(object), object);
        changed();
      },
      onState: ({ live, reason }) => {
        board.reason = live ? undefined : reason;
        this.#onChange();
      },
    };
    const undo = watchList(this.#client, target, observer, { watchAfter: this.#watching });
    this.#undos.defer(undo);
  }

  /** The objects of a list; undefined while it was never read. */
  list(key: string): readonly KubeObject[] | undefined {
    const board = this.#boards.get(key);
    if (board === undefined || !board.isRead) return undefined;
    board.list ??= [...board.objects.values()];
    return board.list;
  }

  /** One object of a list. */
  object(key: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#boards.get(key)?.objects.get(`${namespace ?? ''}/${name}`);
  }

  /** One that has gone, as it was seen last. */
  last(key: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#boards.get(key)?.gone.get(`${namespace ?? ''}/${name}`);
  }

  /** Whether every list was read, or cannot be for now. */
  get isReady(): boolean {
    return [...this.#boards.values()].every(({ isRead, reason }) => isRead || reason !== undefined);
  }

  /** Why the list is not live, in a sentence. */
  troubleOf(key: string): string | undefined {
    return this.#boards.get(key)?.reason;
  }
}

function nameOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
