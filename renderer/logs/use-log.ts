// A log that is followed while it is shown, and read further back where Loki keeps it; or what was around a moment of its past.
import { useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../shared/errors.ts';
import { type ReadPage, readEarlier, readLater, readWhileNew, type TakeLines } from '../../shared/log-pages.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import type { LogSought } from '../../shared/model/log-past.ts';
import { call } from '../ipc/client.ts';
import { openStream } from '../ipc/streams.ts';
import { LogStore } from './log-store.ts';

/** As much as Loki gives at once. */
const PAGE = 5_000;

/** So many lines of a span are read without being asked for. */
const MOST_UNASKED = 20_000;

/** Clocks of nodes differ. */
const AHEAD_MS = 60_000;

/** What can be done at one end of what is read. `over`: there is nothing more; `whole`: nor in the span that was asked for; `full`: nothing more is kept here. */
export type LogEnd =
  | { readonly state: 'more' | 'reading' | 'over' | 'whole' | 'full' }
  | { readonly state: 'failed'; readonly error: AppError };

/** What is known of a log now. Another one with each message; the store in it grows, or is another one with lines of the past. */
export interface FollowedLog {
  readonly store: LogStore;
  /** Undefined until the first word. */
  readonly told: Omit<LogMessage, 'lines' | 'notices'> | undefined;
  /** It could not be opened. */
  readonly failure: unknown;
  readonly earlier: LogEnd;
  /** Of a moment alone: else what comes is followed. */
  readonly later: LogEnd;
}

/** What of the past is wanted. */
export interface Past {
  /** Whether Loki can be asked. */
  readonly isKept: boolean;
  /** How far back; default: as far as it keeps. */
  readonly spanMs?: number | undefined;
  /** A moment to look at, in ms since the epoch; nothing is followed then. */
  readonly at?: number | undefined;
  /** Lines of Loki that have it, and no others; nothing is followed then. */
  readonly sought?: LogSought | undefined;
}

/** The ways on from what is shown. */
export interface LogWays {
  /** Begins anew. */
  readonly retry: () => void;
  readonly readEarlier: () => Promise<void>;
  readonly readLater: () => Promise<void>;
}

/** Follows what `request` names; with a moment, what Loki has around it; with something sought, what Loki finds of that. */
export function useLog(request: LogRequest, past: Past): FollowedLog & LogWays {
  const [log, setLog] = useState<FollowedLog>(emptyLog);
  const [attempt, setAttempt] = useState(0);
  const reader = useRef<LogReader>(undefined);
  const key = JSON.stringify([request, past]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the attempt name what is followed; the request is new with each drawing
  useEffect(() => {
    const begun = new LogReader(request, past, setLog);
    reader.current = begun;
    return () => begun.close();
  }, [key, attempt]);
  return {
    ...log,
    retry: () => setAttempt(attempt + 1),
    readEarlier: async () => reader.current?.readEarlier(),
    readLater: async () => reader.current?.readLater(),
  };
}

/** One reading of one log, from when it is opened until it is closed. */
class LogReader {
  readonly #request: LogRequest;
  readonly #past: Past;
  readonly #show: (log: FollowedLog) => void;
  readonly #ending = new AbortController();
  readonly #close: () => void;
  readonly #floor: number;
  #log = emptyLog();
  #until = Date.now() + AHEAD_MS;
  #from = 0;
  #hasBegun = false;

  constructor(request: LogRequest, past: Past, show: (log: FollowedLog) => void) {
    this.#request = request;
    this.#past = past;
    this.#show = show;
    this.#floor = past.spanMs === undefined ? 0 : Date.now() - past.spanMs;
    this.#update({});
    if (past.at === undefined && past.sought === undefined) {
      this.#close = this.#follow();
      return;
    }
    this.#close = () => {};
    this.#until = past.at ?? this.#until;
    this.#from = past.at ?? this.#until;
    void this.#look();
  }

  close(): void {
    this.#ending.abort();
    this.#close();
  }

  async readEarlier(): Promise<void> {
    const { state } = this.#log.earlier;
    if (state === 'over' || state === 'whole' || state === 'reading') return;
    if (!this.#log.store.hasRoom(PAGE)) return this.#update({ earlier: { state: 'full' } });
    this.#update({ earlier: { state: 'reading' } });
    try {
      const { until, end } = await readEarlier(this.#read, this.#take, this.#until, this.#floor);
      this.#until = until;
      const state = end === undefined ? 'more' : end === 'floor' && this.#floor > 0 ? 'whole' : 'over';
      this.#update({ earlier: { state } });
    } catch (error) {
      this.#update({ earlier: { state: 'failed', error: toAppError(error) } });
    }
  }

  async readLater(): Promise<void> {
    if (this.#log.later.state === 'reading') return;
    if (!this.#log.store.hasRoom(PAGE)) return this.#update({ later: { state: 'full' } });
    this.#update({ later: { state: 'reading' } });
    try {
      const { from, hasMore } = await readLater(this.#read, this.#take, this.#from, Date.now() + AHEAD_MS);
      this.#from = from;
      this.#update({ later: { state: hasMore ? 'more' : 'over' } });
    } catch (error) {
      this.#update({ later: { state: 'failed', error: toAppError(error) } });
    }
  }

  readonly #read: ReadPage = (range) => {
    const { source, container } = this.#request;
    const { sought } = this.#past;
    const inside = container === undefined ? {} : { container };
    const having = sought === undefined ? {} : { sought };
    return call('logs.past', { source, ...inside, ...having, ...range }, this.#ending.signal);
  };

  readonly #take: TakeLines = (lines) => {
    const before = this.#log.store.entries.length;
    this.#update({ store: this.#log.store.withPast(lines) });
    return this.#log.store.entries.length - before;
  };

  #follow(): () => void {
    let lastExit: LogMessage['lastExit'];
    const stream = openStream<'log'>(
      { kind: 'log', log: this.#request },
      {
        onMessage: ({ lines, notices, ...told }) => {
          this.#log.store.take({ lines, notices });
          // Told once is known for good.
          lastExit = told.lastExit ?? lastExit;
          this.#update({ told: lastExit === undefined ? told : { ...told, lastExit } });
          if (told.state !== 'reading') void this.#readSpan();
        },
        onFailure: (failure) => this.#update({ failure }),
        onAnew: () => {
          this.#log = emptyLog();
          this.#until = Date.now() + AHEAD_MS;
          this.#hasBegun = false;
          this.#update({});
        },
      },
    );
    return () => stream.close();
  }

  /** Who asks for a span wants to see it, up to a bound. */
  async #readSpan(): Promise<void> {
    if (this.#hasBegun || this.#past.spanMs === undefined || !this.#past.isKept) return;
    this.#hasBegun = true;
    const round = async () => {
      await this.readEarlier();
      return { hasMore: this.#log.earlier.state === 'more' && !this.#ending.signal.aborted };
    };
    await readWhileNew(round, () => this.#log.store.entries.length, MOST_UNASKED);
  }

  /** Back, and from a moment on to both sides. */
  async #look(): Promise<void> {
    const isMoment = this.#past.at !== undefined;
    await Promise.all([this.readEarlier(), ...(isMoment ? [this.readLater()] : [])]);
    const { earlier, later } = this.#log;
    if (earlier.state === 'failed' && (later.state === 'failed' || !isMoment)) {
      // Told once, where the lines would be.
      this.#update({ failure: earlier.error, earlier: { state: 'more' } });
    } else this.#update({ told: { state: 'live' } });
  }

  #update(change: Partial<FollowedLog>): void {
    this.#log = { ...this.#log, ...change };
    if (!this.#ending.signal.aborted) this.#show(this.#log);
  }
}

function emptyLog(): FollowedLog {
  return {
    store: new LogStore(),
    told: undefined,
    failure: undefined,
    earlier: { state: 'more' },
    later: { state: 'more' },
  };
}
