// A kind of stream: what is told from when it is opened until it is closed.
import type { ShellInput } from '../../shared/model/shell.ts';
import type { StreamKind, StreamMessage, StreamRequest } from '../../shared/model/stream.ts';

/** What is asked of a stream of one kind. */
export type Asked<K extends StreamKind> = Extract<StreamRequest, { kind: K }>;

/** What is told of it. */
export type Told<K extends StreamKind> = Extract<StreamMessage, { kind: K }>['message'];

/** The way to whoever opened a stream. What is told after `signal` was aborted reaches nobody. */
export interface Telling<K extends StreamKind> {
  readonly tell: (message: Told<K>) => void;
  /** Aborted when the stream is closed, before it is disposed of. */
  readonly signal: AbortSignal;
}

/** A stream that is open. */
export interface RunningStream {
  /** What a person types. Kinds without it take no input. Throws `AppError`. */
  send?(input: ShellInput): void | Promise<void>;
  /** Ends what it runs: watches, connections, timers. */
  dispose(): void | Promise<void>;
}

/**
 * Begins at once; each kind bundles what it tells, so that a page can keep up. What goes wrong later is told, not thrown.
 * Throws `AppError` for a request that no stream can be of.
 */
export type StreamSource<K extends StreamKind> = (request: Asked<K>, telling: Telling<K>) => RunningStream;

/** Each kind of stream that there is. */
export type StreamKinds = { readonly [K in StreamKind]: StreamSource<K> };
