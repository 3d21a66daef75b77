// Keeps somebody informed of all objects of a kind, through every fault, until told to stop.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Dispose } from '../disposal.ts';
import { ApiError } from './api-error.ts';
import { Backoff, type BackoffSettings, DEFAULT_BACKOFF } from './backoff.ts';
import { valuesOf } from './bounded-json.ts';
import type { KubeClient } from './client.ts';
import { codeOf } from './connection-error.ts';
import { WATCHED_VALUES } from './limits.ts';
import { type ListTarget, listPages, tooMuchToKeep } from './list-all.ts';
import { isNewer } from './resource-version.ts';
import { Told } from './told.ts';
import { type ObjectEvent, parseWatchEvent } from './watch-event.ts';

/**
 * Who is told, of objects or of what is kept of each. One that throws is told so in `onState`, gets a process warning, and
 * then a new snapshot, since it may have missed something.
 */
export interface WatchObserver<T = KubeObject> {
  /** All objects there are: at first, and whenever events may have been missed. */
  onSnapshot(objects: readonly T[]): void;
  /** A change since; never one older than what was told of the object before. */
  onEvent(event: ObjectEvent<T>): void;
  /** Called when it changes. `live`: a watch is open and nothing is missing; `reason`: why not, in a sentence. */
  onState(state: WatchState): void;
}

export interface WatchState {
  readonly live: boolean;
  readonly reason?: string;
}

/** What tests make shorter, and when to begin. */
export interface WatchSettings {
  /** Bookmarks come each minute, but not for a kind that never changed: after this, the watch is opened anew. */
  readonly idleMs: number;
  /** When the server ends a watch by itself, give or take 5 %. */
  readonly timeoutSeconds: number;
  readonly backoff: BackoffSettings;
  /** Waited for between a list and its watch: whoever needs no more than the list saves the connection. */
  readonly watchAfter?: Promise<void>;
}

const DEFAULT_SETTINGS: WatchSettings = { idleMs: 75_000, timeoutSeconds: 300, backoff: DEFAULT_BACKOFF };

/** The server ends a watch when it was told to; one that does not is ended here, this much later. */
const GRACE_MS = 30_000;

/** So many refusals in a row that may be of the version are taken to be. */
const REFUSALS_TO_LIST = 2;

/** Whatever a server asks for, it is asked again after this. */
const LONGEST_PAUSE_MS = 60_000;

/** A watch that ended sooner than this without a word is waited after, lest it be opened in a tight loop. */
const TOO_SHORT_MS = 1_000;

/** Lists, then watches; begins at once and never ends by itself. After the undo was called nobody is told anything. */
export function watchList(
  client: KubeClient,
  target: ListTarget,
  observer: WatchObserver,
  settings: Partial<WatchSettings> = {},
): Dispose {
  return watchKept(client, target, (object) => object, observer, settings);
}

/**
 * The same, told of what `keep` makes of each object. The objects go once that is made, and it alone counts for how much
 * there is room for: of ten thousand pods a row each takes little, and all of them too much.
 */
export function watchKept<T>(
  client: KubeClient,
  target: ListTarget,
  keep: (object: KubeObject) => T,
  observer: WatchObserver<T>,
  settings: Partial<WatchSettings> = {},
): Dispose {
  const ending = new AbortController();
  const loop = new WatchLoop(client, target, keep, observer, { ...DEFAULT_SETTINGS, ...settings }, ending.signal);
  void loop.run();
  return () => ending.abort();
}

class WatchLoop<T> {
  readonly #client: KubeClient;
  readonly #target: ListTarget;
  readonly #keep: (object: KubeObject) => T;
  readonly #observer: WatchObserver<T>;
  readonly #settings: WatchSettings;
  readonly #signal: AbortSignal;
  readonly #backoff: Backoff;
  /** The resource version up to which all is told; undefined before the first list and after a gap. */
  #position: string | undefined;
  /** Refusals in a row that may be of the position. */
  #refusals = 0;
  readonly #told = new Told(WATCHED_VALUES);
  #state: WatchState | undefined;

  constructor(
    client: KubeClient,
    target: ListTarget,
    keep: (object: KubeObject) => T,
    observer: WatchObserver<T>,
    settings: WatchSettings,
    signal: AbortSignal,
  ) {
    this.#client = client;
    this.#target = target;
    this.#keep = keep;
    this.#observer = observer;
    this.#settings = settings;
    this.#signal = signal;
    this.#backoff = new Backoff(settings.backoff);
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        this.#position ??= await this.#list();
        await this.#settings.watchAfter;
        if (this.#signal.aborted) return;
        if (!(await this.#watch(this.#position))) await this.#pause(0);
      } catch (error) {
        if (this.#signal.aborted) return;
        if (this.#isOfPosition(error)) this.#position = undefined;
        const { message } = toAppError(error);
        this.#tellState({ live: false, reason: message });
        await this.#pause(error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0);
      }
    }
  }

  /** Once, a server may say anything while its leader changes: a list of all costs more than to ask again. */
  #isOfPosition(error: unknown): boolean {
    if (error instanceof ApiError && error.status === 410) return true;
    if (!mayBeOfPosition(error)) return false;
    this.#refusals += 1;
    return this.#refusals % REFUSALS_TO_LIST === 0;
  }

  async #list(): Promise<string> {
    const all: T[] = [];
    let position = '';
    this.#told.begin();
    for await (const page of listPages(this.#client, this.#target, this.#signal)) {
      const share = Math.ceil(page.values / Math.max(1, page.objects.length));
      for (const object of page.objects) {
        const { kept, values } = this.#take(object, share);
        all.push(kept);
        this.#told.list(object, values);
      }
      if (this.#told.isFull) throw tooMuchToKeep(this.#client, this.#target, this.#told.count);
      position = page.resourceVersion;
    }
    this.#tell(() => this.#observer.onSnapshot(all));
    return position;
  }

  /** What is kept of an object that has so many values, and how many that has. */
  #take(object: KubeObject, values: number): { readonly kept: T; readonly values: number } {
    const kept = this.#listener(() => this.#keep(object));
    return { kept, values: Object.is(kept, object) ? values : valuesOf(kept) };
  }

  /** One watch, to its end. Returns whether it was worth opening. */
  async #watch(position: string): Promise<boolean> {
    this.#told.forgetDeleted();
    const { idleMs, timeoutSeconds, backoff } = this.#settings;
    const startedAtMs = performance.now();
    const seconds = Math.round(timeoutSeconds * (0.95 + backoff.random() / 10));
    const lines = this.#client.lines({
      path: this.#target.path,
      query: {
        ...this.#target.query,
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion: position,
        timeoutSeconds: seconds,
      },
      idleMs,
      longestMs: seconds * 1000 + GRACE_MS,
      onOpen: () => {
        this.#refusals = 0;
        this.#tellState({ live: true });
      },
      signal: this.#signal,
    });
    try {
      for await (const line of lines) {
        if (this.#signal.aborted) return true;
        this.#read(line);
        // Not sooner: one that tells something and breaks, again and again, is no better than one that only breaks.
        if (performance.now() - startedAtMs >= TOO_SHORT_MS) this.#backoff.reset();
      }
    } catch (error) {
      // Silence is no failure yet: opening the watch again tells whether the server is there.
      if (!(error instanceof AppError) || codeOf(error.cause) !== 'UND_ERR_BODY_TIMEOUT') throw error;
    }
    const isWorth = performance.now() - startedAtMs >= TOO_SHORT_MS;
    if (isWorth) this.#backoff.reset();
    return isWorth;
  }

  #read(line: string): void {
    const { event, values } = parseWatchEvent(line, this.#target.path);
    if (event.type === 'BOOKMARK') {
      this.#advance(event.resourceVersion);
      return;
    }
    const { object } = event;
    const taken = this.#take(object, values);
    if (!this.#told.note(event, taken.values)) return;
    if (this.#told.isFull) {
      this.#position = undefined;
      throw tooMuchToKeep(this.#client, this.#target, this.#told.count);
    }
    this.#tell(() => this.#observer.onEvent({ type: event.type, object: taken.kept }));
    this.#advance(object.metadata.resourceVersion);
  }

  #advance(resourceVersion: string | undefined): void {
    if (resourceVersion !== undefined && isNewer(resourceVersion, this.#position)) this.#position = resourceVersion;
  }

  #tell(call: () => void): void {
    if (!this.#signal.aborted) this.#listener(call);
  }

  /** Calls what belongs to the one who is told. */
  #listener<R>(call: () => R): R {
    try {
      return call();
    } catch (error) {
      this.#position = undefined;
      const message = `What listens to ${this.#target.path} failed: ${toAppError(error).message}`;
      process.emitWarning(error instanceof Error ? error : message);
      throw new AppError('internal', message, { cause: error });
    }
  }

  #tellState(state: WatchState): void {
    if (this.#signal.aborted) return;
    if (this.#state?.live === state.live && this.#state.reason === state.reason) return;
    this.#state = state;
    try {
      this.#observer.onState(state);
    } catch (error) {
      // Thrown on, it would end the watch, and nobody would be told that.
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }

  async #pause(atLeastMs: number): Promise<void> {
    const waitMs = Math.min(LONGEST_PAUSE_MS, Math.max(atLeastMs, this.#backoff.nextMs()));
    await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}

/**
 * Whether a new list may help: the server forgot the version that the watch begins at (410), or it never had one: what is no
 * version is refused (400, 422, 500; 414 or 431 where it is long), a version of the future is waited for in vain (504). Whoever told it
 * lied, or is another server now. Who is not let in, or comes too often, is not helped by a list.
 */
function mayBeOfPosition(error: unknown): boolean {
  if (!(error instanceof ApiError)) return error instanceof AppError && error.code === 'invalid';
  const { status } = error;
  return status === 500 || status === 504 || (status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status));
}
